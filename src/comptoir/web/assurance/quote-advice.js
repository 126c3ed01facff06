// <quote-advice>: what would lower the price, each figure a price of its own; some can be tried at once.
import { css, html, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { language, money, t } from "./shared/i18n.js";

const TRIES = {
  franchise_300: { deductible: 300 },
  franchise_600: { deductible: 600 },
  garage: { parking: "garage" },
  usage_prive: { usage: "prive" },
  formule_tiers: { formula: "tiers" },
  formule_tiers_plus: { formula: "tiers_plus" },
};

class QuoteAdvice extends Element {
  static properties = { quotation: { attribute: false } };

  static styles = [
    Element.styles,
    css`
      :host {
        display: block;
      }
      ul {
        display: grid;
        gap: 0.6rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        gap: 0.1rem 1rem;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        padding: 0.6rem 0.8rem;
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
      }
      .saving {
        color: var(--good);
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  render() {
    return html`<ul role="list">
      ${this.quotation.conseils.map((advice) => this.#advice(advice))}
    </ul>`;
  }

  #advice({ code, texte, text, economie: saving, prime_annuelle: price }) {
    const words = language.current === "fr" ? texte : text;
    const changes = TRIES[code];
    return html`<li>
      <div>
        <p>${words}</p>
        <p><span class="saving">−${money(saving)}</span> <span class="quiet">${t("advice.price", money(price))}</span></p>
      </div>
      ${changes
        ? html`<button class="button small" aria-label=${t("advice.tryThis", words)} @click=${() => this.emit("correct", changes)}>
            ${t("advice.try")}
          </button>`
        : nothing}
    </li>`;
  }
}

customElements.define("quote-advice", QuoteAdvice);
