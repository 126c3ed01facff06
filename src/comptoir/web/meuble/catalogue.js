// <meuble-catalogue>: what the shop sells, searched as one types.
import { css, html, live, nothing, repeat } from "./vendor/lit.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { fields } from "./shared/fields.js";
import { settle } from "./shared/places.js";
import "./product-card.js";
import { to } from "./routes.js";
import { View } from "./shared/view.js";

const PAGE = 24;
const PAUSE_MS = 250; // between two letters of one word

class MeubleCatalogue extends View {
  static properties = {
    /** What is asked for, `{q, rayon}`. */
    query: { attribute: false },
    categories: { state: true },
    products: { state: true },
    total: { state: true },
  };

  static styles = [
    View.styles,
    fields,
    css`
      .products {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(13.5rem, 44%), 1fr));
        gap: clamp(0.6rem, 2vw, 1rem);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .ghost {
        min-height: 15rem;
      }
      .more {
        display: grid;
        justify-items: center;
        gap: 0.5rem;
      }
    `,
  ];

  #pause;
  #asked = null; // the search under way
  #shown = null; // what the products on screen answer

  constructor() {
    super();
    this.query = {};
    this.categories = [];
    this.products = null;
    this.total = 0;
  }

  updated() {
    const wanted = JSON.stringify([this.query.q ?? "", this.query.rayon ?? ""]);
    if (wanted === this.#shown) return;
    this.#shown = wanted;
    this.#look();
  }

  render() {
    const { q = "", rayon } = this.query;
    return html`<div class="column">
      <h2 tabindex="-1">${t("catalogue.title")}</h2>
      <search>
        <label class="search">
          <span class="visually-hidden">${t("catalogue.search")}</span>
          ${icon("search")}
          <input
            type="search"
            placeholder=${t("catalogue.searchHint")}
            .value=${live(q)}
            autocomplete="off"
            enterkeyhint="search"
            maxlength="200"
            @input=${this.#typed}
          />
        </label>
      </search>
      <nav class="chips" aria-label=${t("catalogue.categories")}>
        ${this.#category(null, t("catalogue.all"), rayon)}
        ${this.categories.map(({ id, name, product_count: count }) =>
          this.#category(id, t(`shelf.${id}`) === `shelf.${id}` ? name : t(`shelf.${id}`), rayon, count),
        )}
      </nav>
      ${this.trouble(() => this.#look())}
      <p class="quiet" role="status">${this.products ? t("catalogue.found", this.total) : nothing}</p>
      ${this.products ? this.#products() : this.#ghosts()}
    </div>`;
  }

  #category(id, label, current, count) {
    const query = { q: this.query.q, rayon: id };
    return html`<a
      href=${to("catalogue", null, query)}
      aria-current=${(current ?? null) === id ? "true" : nothing}
      >${label} ${count === undefined ? nothing : html`<small>${count}</small>`}</a
    >`;
  }

  #products() {
    if (!this.products.length && !this.loading) {
      return html`<div class="empty">
        ${icon("search", 40)}
        <p>${t("catalogue.none")}</p>
        <div class="actions">
          <a class="button" href=${to("catalogue")}>${t("catalogue.all")}</a>
          <a class="button primary" href=${to("talk")}>${t("faq.ask")}</a>
        </div>
      </div>`;
    }
    return html`<ul class="products" role="list" aria-busy=${this.loading}>
        ${repeat(
          this.products,
          ({ id }) => id,
          (product) => html`<li>
            <meuble-product-card .product=${product} .sku=${product.id}></meuble-product-card>
          </li>`,
        )}
      </ul>
      ${this.products.length < this.total
        ? html`<p class="more">
            <button class="button" ?disabled=${this.loading} @click=${() => this.#more()}>
              ${t("catalogue.more")}
            </button>
          </p>`
        : nothing}`;
  }

  #ghosts() {
    if (!this.loading) return nothing;
    return html`<div class="products" aria-hidden="true">
      ${Array.from({ length: 8 }, () => html`<div class="ghost"></div>`)}
    </div>`;
  }

  #typed({ target }) {
    this.query = { ...this.query, q: target.value };
    settle(to("catalogue", null, this.query));
  }

  async #look() {
    clearTimeout(this.#pause);
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    await new Promise((resolve) => {
      this.#pause = setTimeout(resolve, this.products ? PAUSE_MS : 0);
    });
    const found = await this.during(() => this.#page(0, asked.signal));
    if (!found || asked !== this.#asked) return;
    this.products = found.products;
    this.total = found.total;
    if (!this.categories.length) this.#learnCategories();
  }

  async #more() {
    const found = await this.during(() => this.#page(this.products.length, this.#asked.signal));
    if (found) this.products = [...this.products, ...found.products];
  }

  #page(offset, signal) {
    const { q, rayon } = this.query;
    const asked = { search: q?.trim(), category: rayon, limit: PAGE, offset: offset || "" };
    const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
    return this.api.request("GET", `/api/products/?${query}`, { signal });
  }

  async #learnCategories() {
    const { categories } = await this.api
      .get("/api/products/categories")
      .catch(() => ({ categories: [] })); // the search alone serves too
    this.categories = categories;
  }
}

customElements.define("meuble-catalogue", MeubleCatalogue);
