// <staff-product>: one article of the catalogue; its price and its stock are fields that save
// themselves when one leaves them or presses Enter. Escape brings back what is kept.
import { css, html, nothing } from "../vendor/lit.js";
import { errorText } from "../shared/api.js";
import { Element } from "../shared/element.js";
import { language, t } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";
import { fields } from "../shared/fields.js";
import { drawing } from "../furniture.js";

const FIELDS = {
  price: { read: euros, write: written, mode: "decimal" },
  stock: { read: pieces, write: String, mode: "numeric" },
};

class StaffProduct extends Element {
  static properties = {
    api: { attribute: false },
    product: { attribute: false },
    /** Of each field, "saving", "saved", or why it was refused. */
    states: { state: true },
  };

  static styles = [
    Element.styles,
    fields,
    css`
      article {
        display: grid;
        grid-template-columns: 4rem minmax(0, 1fr) 9rem 7rem;
        gap: 0.4rem 1rem;
        align-items: center;
        padding: 0.6rem 0.9rem;
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
        background: var(--surface);
      }
      .picture {
        display: grid;
        place-items: center;
        height: 3.2rem;
        border-radius: var(--radius-small);
        background: var(--surface-raised);
        color: var(--warm);
      }
      .picture svg {
        width: 2.8rem;
      }
      h3 {
        font-size: 1.05rem;
      }
      .code {
        font-family: var(--mono);
        font-size: 0.85rem;
      }
      label {
        font-size: 0.85rem;
      }
      .field {
        position: relative;
      }
      .field svg {
        position: absolute;
        inset-inline-end: 0.6rem;
        top: 0.8rem;
        color: var(--accent);
      }
      input {
        font-variant-numeric: tabular-nums;
      }
      input[aria-invalid="true"] {
        border-color: var(--danger);
      }
      .refusal {
        grid-column: 1 / -1;
      }
      @media (max-width: 40rem) {
        article {
          grid-template-columns: 1fr 1fr;
        }
        .picture {
          display: none;
        }
        .what {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.states = {};
  }

  render() {
    const { name, sku, type } = this.product;
    const refusal = Object.values(this.states).find((state) => state?.words);
    return html`<article aria-labelledby="name">
      <span class="picture">${drawing({ name, type })}</span>
      <div class="what">
        <h3 id="name">${name}</h3>
        <p class="quiet"><span class="code">${sku}</span></p>
      </div>
      ${this.#field("price", t("stock.price"))} ${this.#field("stock", t("stock.stock"))}
      <span class="visually-hidden" role="status">
        ${Object.values(this.states).includes("saved") ? t("stock.saved", name) : nothing}
      </span>
      ${refusal ? html`<p class="refusal" role="alert">${refusal.words}</p>` : nothing}
    </article>`;
  }

  #field(name, label) {
    const { write, mode } = FIELDS[name];
    const state = this.states[name];
    return html`<label>
      ${label}
      <span class="field">
        <input
          name=${name}
          inputmode=${mode}
          autocomplete="off"
          .value=${write(this.product[name])}
          aria-invalid=${Boolean(state?.words)}
          @change=${({ target }) => this.#save(name, target)}
          @keydown=${(event) => this.#pressed(name, event)}
        />
        ${state === "saved" ? icon("check", 18) : nothing}
      </span>
    </label>`;
  }

  #pressed(name, event) {
    if (event.key === "Enter") this.#save(name, event.target);
    if (event.key === "Escape") {
      event.target.value = FIELDS[name].write(this.product[name]);
      this.#note(name, undefined);
    }
  }

  async #save(name, field) {
    const value = FIELDS[name].read(field.value);
    if (value === this.product[name] || this.states[name] === "saving") return;
    if (value === null) {
      this.#note(name, { words: t(`stock.${name}Form`) });
      return;
    }
    this.#note(name, "saving");
    try {
      const path = `/api/products/${encodeURIComponent(this.product.id)}`;
      const { product } = await this.api.put(path, { [name]: value });
      this.product = { ...this.product, price: product.price, stock: product.stock };
      field.value = FIELDS[name].write(product[name]);
      this.#note(name, "saved");
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.#note(name, { words: problem.status === 0 ? t("staff.unsaved") : errorText(problem) });
    }
  }

  #note(name, state) {
    this.states = { ...this.states, [name]: state };
  }
}

function written(price) {
  const text = price.toFixed(2);
  return language.current === "fr" ? text.replace(".", ",") : text;
}

function euros(text) {
  const bare = text.replace(/[\s\u00a0\u202f€]/g, "").replace(",", ".");
  return /^\d+(\.\d{1,2})?$/.test(bare) ? Number(bare) : null;
}

function pieces(text) {
  const bare = text.replace(/[\s\u00a0\u202f]/g, "");
  return /^\d+$/.test(bare) ? Number(bare) : null;
}

customElements.define("staff-product", StaffProduct);
