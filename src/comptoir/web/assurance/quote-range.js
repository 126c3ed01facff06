// <quote-range>: between which two prices one is while not all is known, and what would narrow it.
import { css, html, nothing, svg } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { language, money, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { factOf } from "./facts.js";
import "./fact-field.js";

class QuoteRange extends Element {
  static properties = { quotation: { attribute: false } };

  static styles = [
    Element.styles,
    css`
      :host {
        display: grid;
        gap: 0.9rem;
        grid-template-columns: minmax(0, 1fr);
      }
      .range {
        display: grid;
        gap: 0.3rem;
      }
      svg.rail {
        width: 100%;
        height: 1.1rem;
        overflow: visible;
      }
      .rail rect {
        fill: var(--surface-raised);
      }
      .rail .span {
        fill: var(--accent);
        opacity: 0.3;
      }
      .rail circle {
        fill: var(--accent);
        stroke: var(--surface);
        stroke-width: 3px;
      }
      .ends {
        display: flex;
        justify-content: space-between;
        font-size: 0.9rem;
        font-variant-numeric: tabular-nums;
      }
      .next {
        display: grid;
        gap: 0.7rem;
        padding: 0.9rem 1rem;
        border-radius: var(--radius);
        background: var(--accent-soft);
      }
      .next p {
        display: flex;
        gap: 0.6rem;
        font-weight: 600;
      }
      .next p svg {
        margin-top: 0.1rem;
        color: var(--accent);
      }
      .exact {
        display: flex;
        gap: 0.5rem;
        align-items: center;
        color: var(--good);
        font-weight: 600;
      }
    `,
  ];

  render() {
    const { intervalle, prime_annuelle: price, prochaine_question: next } = this.quotation;
    const { min, max } = intervalle;
    if (max - min < 0.01) return html`<p class="exact">${icon("check", 20)} ${t("range.exact")}</p>`;
    return html`<div class="range">
        <p class="quiet">${t("range.words", money(min), money(max))}</p>
        ${rail(min, max, price)}
        <p class="ends" aria-hidden="true"><span>${money(min)}</span><span>${money(max)}</span></p>
      </div>
      ${next && factOf(next.fait) ? this.#question(next) : nothing}`;
  }

  #question({ fait: fact, question, question_en: english }) {
    return html`<div class="next">
      <p>${icon("question", 20)} ${language.current === "fr" ? question : english}</p>
      <fact-field .fact=${fact} .value=${null} asked></fact-field>
    </div>`;
  }
}

const rail = (min, max, price) => {
  const at = `${(((price - min) / (max - min)) * 100).toFixed(2)}%`;
  return svg`<svg class="rail" aria-hidden="true">
    <rect y="30%" width="100%" height="40%" rx="4" />
    <rect class="span" y="30%" width="100%" height="40%" rx="4" />
    <circle cx=${at} cy="50%" r="8" />
  </svg>`;
};

customElements.define("quote-range", QuoteRange);
