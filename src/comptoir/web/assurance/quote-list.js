// <quote-list>: quotations as lines that lead to them.
import { css, html, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { day, money, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { to } from "./routes.js";

class QuoteList extends Element {
  static properties = {
    /** `[{id, car, formula, annual, until}]`. */
    quotes: { attribute: false },
    /** Whether they can be taken off the list. */
    removable: { type: Boolean },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: block;
      }
      ul {
        display: grid;
        gap: 0.6rem;
        grid-template-columns: minmax(0, 1fr);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        align-items: stretch;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      li:hover {
        border-color: var(--accent);
      }
      a {
        display: grid;
        flex: 1;
        gap: 0.1rem 1rem;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        min-width: 0;
        padding: 0.8rem 1rem;
        color: inherit;
        text-decoration: none;
      }
      a > svg {
        grid-row: span 2;
        color: var(--accent);
      }
      .car {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .price {
        font-weight: 600;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .more {
        grid-column: 2 / -1;
        font-size: 0.9rem;
      }
      @media (max-width: 26rem) {
        a {
          grid-template-columns: minmax(0, 1fr) auto;
        }
        a > svg {
          display: none;
        }
        .more {
          grid-column: 1 / -1;
        }
      }
      button {
        flex: none;
        display: grid;
        place-items: center;
        width: 2.75rem;
        border: 0;
        border-inline-start: 1px solid var(--line);
        background: none;
        color: var(--ink-soft);
      }
      button:hover {
        color: var(--danger);
      }
    `,
  ];

  render() {
    return html`<ul role="list">
      ${this.quotes.map(
        (quote) => html`<li>
          <a href=${to("quotes", quote.id)}>
            ${icon("car", 26)}
            <span class="car">${quote.car}</span>
            <span class="price">${t("choice.perYear", money(quote.annual))}</span>
            <span class="more quiet">${t(`formula.${quote.formula}`)} · ${until(quote.until)}</span>
          </a>
          ${this.removable
            ? html`<button aria-label=${t("quotes.remove", quote.car)} @click=${() => this.emit("remove-quote", quote.id)}>
                ${icon("cross", 18)}
              </button>`
            : nothing}
        </li>`,
      )}
    </ul>`;
  }
}

const until = (date) =>
  date < new Date().toISOString().slice(0, 10) ? t("quotes.over", day(date)) : t("quotes.until", day(date));

customElements.define("quote-list", QuoteList);
