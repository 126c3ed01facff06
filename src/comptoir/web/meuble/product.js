// <meuble-product>: the sheet of one product.
import { css, html, nothing } from "./vendor/lit.js";
import { named, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { cardStyle, fact } from "./card.js";
import { tint } from "./furniture.js";
import { picture } from "./product-card.js";
import { productStyle } from "./product-style.js";
import { price, product, stock } from "./products.js";
import { to } from "./routes.js";
import { View } from "./shared/view.js";

class MeubleProduct extends View {
  static properties = {
    sku: {},
    product: { state: true },
  };

  static styles = [
    View.styles,
    cardStyle,
    productStyle,
    css`
      :host {
        display: block;
      }
      .sheet {
        display: grid;
        gap: 1.5rem;
        grid-template-columns: minmax(0, 1fr);
      }
      .picture {
        aspect-ratio: 4 / 3;
        border: 1px solid var(--line);
        border-radius: var(--radius);
      }
      .picture svg {
        width: 50%;
      }
      h2 {
        font-size: clamp(1.6rem, 1.3rem + 1.4vw, 2.2rem);
      }
      .about {
        display: grid;
        gap: 0.9rem;
        align-content: start;
      }
      .price {
        font-size: 1.5rem;
      }
      .warranty {
        display: flex;
        gap: 0.75rem;
        padding: 0.8rem 0.9rem;
        border-radius: var(--radius-small);
        background: var(--accent-soft);
        font-size: 0.95rem;
      }
      .warranty svg {
        color: var(--accent);
      }
      @media (min-width: 48rem) {
        .sheet {
          grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr);
        }
      }
    `,
  ];

  updated(changed) {
    if (changed.has("sku") && this.sku) this.#load();
  }

  render() {
    const shown = this.product;
    return html`<div class="column">
      <a class="back" href=${to("catalogue")}>${icon("back", 18)} ${t("catalogue.title")}</a>
      ${this.problem?.status === 404 ? this.#unknown() : this.trouble(() => this.#load())}
      ${shown ? this.#sheet(shown) : this.loading ? html`<div class="ghost sheet picture"></div>` : nothing}
    </div>`;
  }

  #unknown() {
    return html`<div class="empty">
      ${icon("search", 40)}
      <h2 tabindex="-1">${t("product.unknown")}</h2>
      <a class="button primary" href=${to("catalogue")}>${t("catalogue.all")}</a>
    </div>`;
  }

  #sheet(shown) {
    return html`<div class="sheet">
      <div class="picture" data-tint=${tint(shown)}>${picture(shown)}</div>
      <div class="about">
        <h2 tabindex="-1">${shown.name}</h2>
        <p class="quiet">${t("product.reference", shown.id)}</p>
        <p><span class="price">${price(shown)}</span></p>
        <p>${stock(shown)}</p>
        <p>${shown.description}</p>
        <div class="warranty">
          ${icon("shield", 22)}
          <div>
            <p><strong>${t("help.warranty")}</strong></p>
            <p>${this.#commercial(shown)}</p>
          </div>
        </div>
        <div class="actions">
          <button class="button primary" @click=${() => this.#report(shown)}>
            ${icon("chat")} ${t("product.report")}
          </button>
          <button class="button" @click=${() => this.#ask(shown)}>${t("product.ask")}</button>
        </div>
      </div>
    </div>
    <section class="panel" aria-labelledby="features">
      <h3 id="features">${t("product.features")}</h3>
      <dl>
        ${fact(t("product.dimensions"), shown.dimensions)}
        ${fact(t("product.weight"), shown.weight_kg ? `${shown.weight_kg} kg` : null)}
        ${fact(t("product.colors"), shown.colors?.join(", "))}
        ${fact(t("product.materials"), shown.materials?.join(", "))}
        ${fact(t("product.care"), shown.care)}
      </dl>
    </section>`;
  }

  #commercial({ warranty_years: years, warranty }) {
    const parts = Object.entries(warranty ?? {});
    if (parts.length) {
      const listed = parts.map(([part, n]) => `${named("part", part)} ${t("product.years", n)}`);
      return t("product.warrantyParts", listed.join(", "));
    }
    return years ? t("product.warranty", t("product.years", years)) : nothing;
  }

  #report({ name, id }) {
    this.emit("suggest", t("product.reportWords", name, id));
  }

  #ask({ name }) {
    this.emit("suggest", t("product.askWords", name));
  }

  async #load() {
    this.product = null;
    const { sku } = this;
    const found = await this.during(() => product(this.api, sku));
    if (!found || sku !== this.sku) return;
    this.product = found;
    this.emit("titled", found.name);
  }
}

customElements.define("meuble-product", MeubleProduct);
