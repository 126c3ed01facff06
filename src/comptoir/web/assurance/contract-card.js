// <contract-card>: a contract, with the papers one may be asked for.
import { css, html } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { Element } from "./shared/element.js";
import { day, money, named, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { toast } from "./shared/toasts.js";
import { save } from "./download.js";
import { decimal } from "./facts.js";

const PAPERS = [
  ["attestation", "shield"],
  ["releve-information", "file"],
];

class ContractCard extends Element {
  static properties = {
    api: { attribute: false },
    contract: { attribute: false },
    /** The paper that is being drawn, or null. */
    drawing: { state: true },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: grid;
        gap: 0.9rem;
        align-content: start;
        padding: 1.1rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .top {
        display: flex;
        flex-wrap: wrap;
        gap: 0.2rem 1rem;
        align-items: baseline;
        justify-content: space-between;
      }
      h4 {
        margin: 0;
        font: 600 1.15rem/1.3 var(--serif);
        overflow-wrap: anywhere;
      }
      .state {
        padding: 0.05rem 0.6rem;
        border-radius: 999px;
        background: var(--good-soft);
        color: var(--good);
        font-size: 0.85rem;
        font-weight: 600;
      }
      .state.ended {
        background: var(--surface-raised);
        color: var(--ink-soft);
      }
      dl {
        display: grid;
        gap: 0.25rem 1rem;
        grid-template-columns: max-content minmax(0, 1fr);
        margin: 0;
      }
      dt {
        color: var(--ink-soft);
      }
      dd {
        margin: 0;
        font-variant-numeric: tabular-nums;
        text-align: end;
      }
      .papers {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
    `,
  ];

  render() {
    const { vehicule, immatriculation: plate, statut, numero, formule, prime_annuelle: premium, crm, franchise, debut, echeance } =
      this.contract;
    const rows = [
      ["number", numero],
      ["formula", t(`formula.${formule}`)],
      ["premium", t("choice.perYear", money(premium))],
      ["crm", decimal(crm, 2)],
      ["deductible", money(franchise)],
      ["since", day(debut)],
      ["renews", day(echeance)],
    ];
    return html`<div class="top">
        <h4>${vehicule} · ${plate}</h4>
        <span class="state ${statut === "actif" ? "" : "ended"}">${named("contract.state", statut)}</span>
      </div>
      <dl>${rows.map(([name, value]) => html`<dt>${t(`contract.${name}`)}</dt><dd>${value}</dd>`)}</dl>
      <div class="papers">
        ${PAPERS.map(
          ([paper, shape]) => html`<button
            class="button small"
            ?disabled=${this.drawing === paper}
            aria-label=${t(`contract.${paper}Of`, `${vehicule} ${plate}`)}
            @click=${() => this.#draw(paper)}
          >
            ${icon(shape, 18)} ${t(`contract.${paper}`)}
          </button>`,
        )}
      </div>`;
  }

  async #draw(paper) {
    this.drawing = paper;
    const { numero } = this.contract;
    try {
      const blob = await this.api.blob("GET", `/api/contracts/${encodeURIComponent(numero)}/${paper}`);
      save(blob, `${paper}-${numero}.pdf`);
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      toast(errorText(problem));
    } finally {
      this.drawing = null;
    }
  }
}

customElements.define("contract-card", ContractCard);
