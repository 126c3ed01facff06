// <meuble-product-card>: one product in a list or under an answer; it leads to the product's sheet.
import { css, html } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { drawing, tint } from "./furniture.js";
import { productStyle } from "./product-style.js";
import { price, product, stock } from "./products.js";
import { to } from "./routes.js";

class MeubleProductCard extends Element {
  static properties = {
    /** The product; or its `sku` and `title`, then it is asked for. */
    product: { attribute: false },
    sku: {},
    title: {},
    api: { attribute: false },
  };

  static styles = [
    Element.styles,
    productStyle,
    css`
      :host {
        display: grid;
      }
      a {
        display: grid;
        grid-template-rows: auto 1fr;
        overflow: hidden;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        color: inherit;
        text-decoration: none;
        transition: border-color 0.15s;
      }
      a:hover {
        border-color: var(--accent);
      }
      .picture {
        aspect-ratio: 16 / 10;
      }
      .picture svg {
        width: 55%;
      }
      .about {
        display: grid;
        gap: 0.15rem;
        align-content: start;
        min-height: 6.2rem;
        padding: 0.75rem 0.9rem 0.9rem;
      }
      strong {
        font: 600 1rem/1.3 var(--serif);
        overflow-wrap: anywhere;
      }
    `,
  ];

  async willUpdate(changed) {
    if (this.product?.id === this.sku || !changed.has("sku") || !this.sku) return;
    this.product = await product(this.api, this.sku).catch(() => null);
  }

  render() {
    const shown = this.product ?? { id: this.sku, name: this.title };
    return html`<a href=${to("catalogue", shown.id)}>
      <span class="picture" data-tint=${tint(shown)}>${picture(shown)}</span>
      <span class="about">
        <strong>${shown.name}</strong>
        ${this.product
          ? html`<span class="price">${price(shown)}</span> ${stock(shown)}`
          : html`<span class="quiet">${t("product.see")}</span>`}
      </span>
    </a>`;
  }
}

/** The first picture of a product, or a drawing of its kind. */
export function picture(shown) {
  const [first] = shown.images ?? [];
  if (!first) return drawing(shown);
  return html`<img src=${first} alt="" loading="lazy" referrerpolicy="no-referrer" />`;
}

customElements.define("meuble-product-card", MeubleProductCard);
