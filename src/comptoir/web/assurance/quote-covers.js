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
      }
      @media (max-width: 40rem) {
        thead {
          position: absolute;
          clip-path: inset(50%);
        }
        tr {
          display: grid;
          grid-template-columns: minmax(0, 1fr) auto;
          padding: 0.4rem 0;
          border-bottom: 1px solid var(--line);
        }
        th,
        td {
          padding: 0.05rem 0;
          border: 0;
        }
        .more {
          grid-column: 1 / -1;
          font-size: 0.9rem;
          color: var(--ink-soft);
          text-align: start;
        }
        .more::before {
          content: attr(data-name) " : ";
        }
      }
    `,
  ];

  render() {
    return html`<table role="table">
      <thead>
        <tr role="row">
          ${["cover", "premium", "deductible", "ceiling"].map((name) => html`<th role="columnheader" scope="col">${t(`covers.${name}`)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${this.quotation.garanties.map(
          ({ libelle, label, prime, franchise, plafond: ceiling }) => html`<tr role="row">
            <th role="rowheader" scope="row">${language.current === "fr" ? libelle : label}</th>
            <td role="cell">${money(prime)}</td>
            <td role="cell" class="more" data-name=${t("covers.deductible")}>${franchise ? round(franchise) : t("covers.none")}</td>
            <td role="cell" class="more" data-name=${t("covers.ceiling")}>${ceiling ? round(ceiling) : t("covers.value")}</td>
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
