// <quote-covers>: what is covered, for how much, up to what, and what remains to pay.
import { css, html } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { language, money, t } from "./shared/i18n.js";

class QuoteCovers extends Element {
  static properties = { quotation: { attribute: false } };

  static styles = [
    Element.styles,
    css`
      :host {
        display: block;
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        padding: 0.45rem 0.6rem 0.45rem 0;
        border-bottom: 1px solid var(--line);
        text-align: end;
        font-weight: 400;
        vertical-align: top;
      }
      thead th {
        font-size: 0.85rem;
        color: var(--ink-soft);
      }
      th:first-child {
        text-align: start;
        min-width: 8rem;
      }
    `,
  ];

  render() {
    return html`<table>
      <thead>
        <tr>
          ${["cover", "premium", "deductible", "ceiling"].map((name) => html`<th scope="col">${t(`covers.${name}`)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${this.quotation.garanties.map(
          ({ libelle, label, prime, franchise, plafond: ceiling }) => html`<tr>
            <th scope="row">${language.current === "fr" ? libelle : label}</th>
            <td>${money(prime)}</td>
            <td>${franchise ? round(franchise) : t("covers.none")}</td>
            <td>${ceiling ? round(ceiling) : t("covers.value")}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }
}

const round = (euros) =>
  new Intl.NumberFormat(language.current, {
    style: "currency",
    currency: "EUR",
    maximumFractionDigits: 0,
  }).format(euros);

customElements.define("quote-covers", QuoteCovers);
