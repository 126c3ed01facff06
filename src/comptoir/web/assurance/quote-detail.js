// <quote-detail>: how the price is made, step by step: each factor a bar, and the table it stands in.
//
// The lines multiply and add out to the premium; a bar shows how far its step moves the amount.
import { css, html, nothing, svg } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { language, money, t } from "./shared/i18n.js";

class QuoteDetail extends Element {
  static properties = { quotation: { attribute: false } };

  static styles = [
    Element.styles,
    css`
      :host {
        display: grid;
        gap: 0.6rem;
        grid-template-columns: minmax(0, 1fr);
      }
      details {
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
      }
      summary {
        display: grid;
        gap: 0.2rem 1rem;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        padding: 0.6rem 0.8rem;
        cursor: pointer;
      }
      summary svg {
        grid-column: 1 / -1;
      }
      summary strong {
        font-variant-numeric: tabular-nums;
      }
      svg {
        width: 100%;
        height: 0.6rem;
      }
      .back {
        fill: var(--surface-raised);
      }
      .share {
        fill: var(--accent);
      }
      .up {
        fill: var(--warm);
      }
      .down {
        fill: var(--good);
      }
      .level {
        fill: var(--line-strong);
        opacity: 0.55;
      }
      .wide {
        padding: 0 0.8rem 0.7rem;
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 0.925rem;
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        padding: 0.35rem 0 0.35rem 0.8rem;
        border-top: 1px solid var(--line);
        text-align: end;
        font-weight: 400;
        white-space: nowrap;
      }
      th:first-child {
        padding-inline-start: 0;
        text-align: start;
        white-space: normal;
      }
      thead th {
        font-size: 0.85rem;
        color: var(--ink-soft);
      }
      .bar {
        width: 34%;
      }
      .sum th,
      .sum td {
        font-weight: 600;
      }
      .total {
        display: flex;
        justify-content: space-between;
        padding: 0.6rem 0.8rem;
        font-weight: 700;
      }
      .key {
        display: flex;
        flex-wrap: wrap;
        gap: 0.3rem 1.2rem;
        font-size: 0.875rem;
      }
      .key span {
        display: inline-flex;
        gap: 0.4rem;
        align-items: center;
      }
      .key svg {
        width: 0.9rem;
        height: 0.9rem;
      }
      @media (max-width: 40rem) {
        thead {
          position: absolute;
          clip-path: inset(50%);
        }
        tr {
          display: grid;
          gap: 0 0.8rem;
          grid-template-columns: 4.5rem minmax(0, 1fr) auto;
          align-items: center;
          padding: 0.35rem 0;
          border-top: 1px solid var(--line);
        }
        th,
        td {
          padding: 0;
          border: 0;
        }
        th:first-child {
          grid-column: 1 / 3;
        }
        .amount {
          grid-area: 1 / 3;
          align-self: start;
        }
        .operation {
          text-align: start;
          color: var(--ink-soft);
        }
        .bar {
          grid-column: 2 / -1;
          width: auto;
        }
      }
    `,
  ];

  render() {
    const { garanties, prime_annuelle: total, detail } = this.quotation;
    const flat = detail.filter(({ garantie, code }) => garantie === "contrat" && code !== "total");
    return html`<p class="key">
        <span>${swatch("up")} ${t("detail.up")}</span> <span>${swatch("down")} ${t("detail.down")}</span>
      </p>
      ${garanties.map((each, i) => this.#guarantee(each, total, i === 0))}
      ${flat.map(
        ({ code, libelle, montant: amount }) => html`<p class="total">
          <span>${wordsFor(code, libelle)}</span><span>${money(Number(amount))}</span>
        </p>`,
      )}
      <p class="total"><span>${t("detail.total")}</span><span>${money(total)}</span></p>`;
  }

  #guarantee({ code, libelle, label, prime }, total, isFirst) {
    return html`<details ?open=${isFirst}>
      <summary>
        <span>${language.current === "fr" ? libelle : label}</span> <strong>${money(prime)}</strong>
        ${share(prime / total)}
      </summary>
      <div class="wide" tabindex="0" role="region" aria-label=${t("detail.label", libelle)}>
        ${this.#table(stepsOf(this.quotation.detail, code), prime)}
      </div>
    </details>`;
  }

  #table(steps, premium) {
    const most = Math.max(premium, ...steps.map(({ after, from }) => Math.max(after, from)));
    return html`<table role="table">
      <thead>
        <tr>
          <th role="columnheader" scope="col">${t("detail.step")}</th>
          <th role="columnheader" scope="col">${t("detail.operation")}</th>
          <td class="bar" aria-hidden="true"></td>
          <th role="columnheader" scope="col">${t("detail.amount")}</th>
        </tr>
      </thead>
      <tbody>
        ${steps.map(
          (step) => html`<tr role="row" class=${step.isSum ? "sum" : ""}>
            <th role="rowheader" scope="row">${step.words}</th>
            <td role="cell" class="operation">${step.operation}</td>
            <td class="bar" aria-hidden="true">${move(step, most)}</td>
            <td role="cell" class="amount">${money(step.after)}</td>
          </tr>`,
        )}
        <tr role="row" class="sum">
          <th role="rowheader" scope="row">${t("detail.withTaxes")}</th>
          <td role="cell" class="operation"></td>
          <td class="bar" aria-hidden="true">${move({ from: 0, after: premium, isSum: true }, most)}</td>
          <td role="cell" class="amount">${money(premium)}</td>
        </tr>
      </tbody>
    </table>`;
  }
}

/** The steps of one guarantee, `[{words, operation, from, after, isSum}]`, amounts in euros. */
export function stepsOf(detail, guarantee) {
  let now = 0;
  return detail
    .filter(({ garantie }) => garantie === guarantee)
    .map(({ code, libelle, type, valeur: value, montant: amount }) => {
      const from = now;
      const words = type === "base" ? t("step.base") : wordsFor(code, libelle);
      if (type === "facteur") {
        now *= Number(value);
        return { words, operation: `× ${plain(value)}`, from, after: now };
      }
      if (type === "pourcentage") {
        now += Number(amount);
        return { words, operation: `+ ${plain(value)} %`, from, after: now };
      }
      now = type === "base" || type === "sous_total" ? Number(amount) : now + Number(amount);
      const isSum = type === "sous_total" || type === "base";
      return { words, operation: type === "sous_total" ? "=" : "", from: isSum ? 0 : from, after: now, isSum };
    });
}

const wordsFor = (code, label) => {
  if (language.current === "fr") return label;
  const key = `step.${code}`;
  const words = t(key);
  return words === key ? label : words;
};

// Digits as the tariff has them; only the point is the language's.
const plain = (digits) => (language.current === "fr" ? digits.replace(".", ",") : digits);

const percent = (part) => `${(Math.max(0, part) * 100).toFixed(2)}%`;

const share = (part) => svg`<svg aria-hidden="true">
  <rect class="back" width="100%" height="100%" rx="3" />
  <rect class="share" width=${percent(part)} height="100%" rx="3" />
</svg>`;

// What was there stays grey; what the step adds or takes away has its colour.
function move({ from, after, isSum }, most) {
  const low = Math.min(from, after) / most;
  const high = Math.max(from, after) / most;
  if (isSum) return svg`<svg><rect class="share" width=${percent(high)} height="100%" rx="2" /></svg>`;
  const kind = after > from ? "up" : "down";
  return svg`<svg>
    <rect class="level" width=${percent(low)} height="100%" />
    ${high - low > 0.0005
      ? svg`<rect class=${kind} x=${percent(low)} width=${percent(Math.max(high - low, 0.012))} height="100%" />`
      : nothing}
  </svg>`;
}

const swatch = (kind) => html`<svg aria-hidden="true"><rect class=${kind} width="100%" height="100%" rx="2" /></svg>`;

customElements.define("quote-detail", QuoteDetail);
