// <staff-catalogue>: what the shop sells, found as one types, price and stock changed in place.
import { css, html, live, nothing, repeat } from "../vendor/lit.js";
import { t } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";
import { fields } from "../shared/fields.js";
import { settle } from "../shared/places.js";
import { View } from "../shared/view.js";
import "./product.js";
import { to } from "./routes.js";

const PAGE = 50;
const PAUSE_MS = 250; // between two letters of one word

class StaffCatalogue extends View {
  static properties = {
    /** What is asked for, `{q}`. */
    query: { attribute: false },
    products: { state: true },
    total: { state: true },
  };

  static styles = [
    View.styles,
    fields,
    css`
      ul {
        display: grid;
        gap: 0.5rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .ghost {
        height: 5rem;
      }
      .more {
        display: grid;
        justify-items: center;
      }
    `,
  ];

  #pause;
  #asked = null;
  #shown = null;

  constructor() {
    super();
    this.query = {};
    this.products = null;
    this.total = 0;
  }

  updated() {
    const wanted = this.query.q ?? "";
    if (wanted === this.#shown) return;
    const isTyped = this.#shown !== null;
    this.#shown = wanted;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#look(), isTyped ? PAUSE_MS : 0);
  }

  render() {
    return html`<div class="column">
      <h2 tabindex="-1">${t("main.catalogue")}</h2>
      <p class="quiet">${t("stock.how")}</p>
      <search>
        <label class="search">
          <span class="visually-hidden">${t("catalogue.search")}</span>
          ${icon("search")}
          <input
            type="search"
            placeholder=${t("catalogue.searchHint")}
            .value=${live(this.query.q ?? "")}
            autocomplete="off"
            enterkeyhint="search"
            maxlength="200"
            @input=${this.#typed}
          />
        </label>
      </search>
      ${this.trouble(() => this.#look())}
      <p class="quiet" role="status">${this.products ? t("catalogue.found", this.total) : nothing}</p>
      ${this.products ? this.#list() : this.loading ? html`<div class="ghost"></div>` : nothing}
    </div>`;
  }

  #list() {
    if (!this.products.length) {
      return html`<div class="empty panel">${icon("search", 40)} <p>${t("stock.none")}</p></div>`;
    }
    return html`<ul role="list">
        ${repeat(
          this.products,
          ({ id }) => id,
          (product) => html`<li>
            <staff-product .api=${this.api} .product=${product}></staff-product>
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

  #typed({ target }) {
    this.query = { ...this.query, q: target.value };
    settle(to("catalogue", null, this.query));
  }

  async #look() {
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    const found = await this.during(() => this.#page(0, asked.signal));
    if (!found || asked !== this.#asked) return;
    this.products = found.products;
    this.total = found.total;
  }

  async #more() {
    const found = await this.during(() => this.#page(this.products.length, this.#asked.signal));
    if (found) this.products = [...this.products, ...found.products];
  }

  #page(offset, signal) {
    const asked = { search: this.query.q?.trim(), limit: PAGE, offset: offset || "" };
    const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
    return this.api.request("GET", `/api/products/?${query}`, { signal });
  }
}

customElements.define("staff-catalogue", StaffCatalogue);
