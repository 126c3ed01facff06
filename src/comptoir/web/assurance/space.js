// <assurance-space>: one's contracts and their papers, quotations, claims, and what is kept of oneself.
import { css, html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { day, language, money, named, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { toast } from "./shared/toasts.js";
import { View } from "./shared/view.js";
import "./contract-card.js";
import { save } from "./download.js";
import "./erase.js";
import "./mail-code.js";
import "./quote-list.js";

const SHOWN_AT_FIRST = 8;
/** Null: nobody was asked, which is no "no". */
const INJURED = new Map([
  [true, "claim.injured"],
  [null, "claim.injured_not_said"],
]);

class AssuranceSpace extends View {
  static properties = {
    /** `{email, role}` of whoever is signed in, or null. */
    person: { attribute: false },
    data: { state: true },
    isWhole: { state: true },
    isExporting: { state: true },
  };

  static styles = [
    View.styles,
    css`
      section {
        display: grid;
        gap: 0.8rem;
        grid-template-columns: minmax(0, 1fr);
      }
      .contracts {
        display: grid;
        gap: 0.8rem;
        grid-template-columns: repeat(auto-fill, minmax(min(21rem, 100%), 1fr));
      }
      .door {
        max-width: 26rem;
        width: 100%;
        margin: 4vh auto 0;
        padding: 1.5rem;
        box-shadow: var(--shadow);
      }
      .who {
        overflow-wrap: anywhere;
      }
      .claims {
        display: grid;
        gap: 0.6rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .claims li {
        display: grid;
        gap: 0.2rem 1rem;
        grid-template-columns: minmax(0, 1fr) auto;
        padding: 0.9rem 1rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .claims strong {
        display: inline-block;
      }
      .claims strong::first-letter {
        text-transform: uppercase;
      }
      .claims p {
        overflow-wrap: anywhere;
      }
      .claims .wide {
        grid-column: 1 / -1;
      }
      .state {
        align-self: start;
        padding: 0.05rem 0.6rem;
        border-radius: 999px;
        background: var(--accent-soft);
        font-size: 0.85rem;
        font-weight: 600;
        white-space: nowrap;
      }
      .ghost {
        height: 14rem;
      }
    `,
  ];

  constructor() {
    super();
    this.data = null;
  }

  // The service names what happened, in the language of the page.
  #again = () => this.refresh();

  connectedCallback() {
    super.connectedCallback();
    language.addEventListener("change", this.#again);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    language.removeEventListener("change", this.#again);
  }

  willUpdate(changed) {
    if (!changed.has("person")) return;
    const before = changed.get("person");
    if (this.person?.id === before?.id) return;
    this.data = null;
    if (this.person) this.refresh();
  }

  /** Read it again: a claim may just have been made. */
  async refresh() {
    if (!this.person) return;
    const { id } = this.person;
    const answer = await this.during(() => this.api.get("/api/personal-data"));
    if (answer && this.person?.id === id) this.data = answer.data;
  }

  render() {
    if (!this.person) return this.#door();
    return html`<div class="column">
      <div>
        <h2 tabindex="-1">${t("main.space")}</h2>
        <p class="quiet who">${t("space.signedInAs", this.person.email ?? "")}</p>
      </div>
      ${this.trouble(() => this.refresh())}
      ${this.data ? this.#inside(this.data) : this.problem ? nothing : html`<div class="ghost"></div>`}
      ${this.#data()}
      <assurance-erase .api=${this.api}></assurance-erase>
    </div>`;
  }

  #door() {
    return html`<div class="column">
      <div class="panel door">
        <h2 tabindex="-1">${t("main.space")}</h2>
        <p>${t("space.door")}</p>
        <mail-code .api=${this.api}></mail-code>
      </div>
    </div>`;
  }

  #inside({ contrats, devis, sinistres }) {
    return html`<section aria-labelledby="contracts">
        <h3 id="contracts">${t("space.contracts")}</h3>
        ${contrats.length
          ? html`<div class="contracts">
              ${contrats.map((contract) => html`<contract-card .api=${this.api} .contract=${contract}></contract-card>`)}
            </div>`
          : this.#none("contracts", "quotes.newWords", "quotes.new")}
      </section>
      <section aria-labelledby="claims">
        <h3 id="claims">${t("space.claims")}</h3>
        ${sinistres.length
          ? html`<ul class="claims" role="list">${sinistres.map((claim) => this.#claim(claim))}</ul>`
          : html`<p class="quiet">${t("space.noClaims")}</p>`}
        <p class="actions">
          <button class="button" @click=${() => this.emit("say-there", t("welcome.say.claim"))}>
            ${icon("plus")} ${t("space.declare")}
          </button>
        </p>
      </section>
      <section aria-labelledby="quotes">
        <h3 id="quotes">${t("space.quotes")}</h3>
        ${devis.length ? this.#quotes(devis) : this.#none("quotes", "quotes.newWords", "quotes.new")}
      </section>`;
  }

  #none(name, words, label) {
    return html`<p class="quiet">${t(`space.no.${name}`)}</p>
      <p class="actions"><button class="button" @click=${() => this.emit("suggest", t(words))}>${t(label)}</button></p>`;
  }

  #quotes(devis) {
    const lines = devis.map(({ id, vehicule: car, formule: formula, prime_annuelle: annual, valable_jusqu_au: until }) => ({
      id,
      car,
      formula,
      annual,
      until,
    }));
    const shown = this.isWhole ? lines : lines.slice(0, SHOWN_AT_FIRST);
    return html`<quote-list .quotes=${shown}></quote-list>
      ${shown.length < lines.length
        ? html`<p><button class="button small" @click=${() => (this.isWhole = true)}>${t("space.allQuotes", lines.length)}</button></p>`
        : nothing}`;
  }

  #claim({ numero, contrat, type_libelle: type, date, lieu, circonstances, blesses, statut, indemnite }) {
    const when = /^\d{4}-\d{2}-\d{2}$/.test(date) ? day(date) : date;
    return html`<li>
      <p><strong>${type}</strong> · ${[when, lieu].filter(Boolean).join(", ")}</p>
      <span class="state">${named("claim.state", statut)}</span>
      <p class="wide" dir="auto">${circonstances}</p>
      <p class="wide quiet">
        ${numero}${contrat ? ` · ${t("claim.contract", contrat)}` : ""}${INJURED.has(blesses) ? ` · ${t(INJURED.get(blesses))}` : ""}
        ${indemnite === null ? nothing : html` · ${t("claim.paid", money(indemnite))}`}
      </p>
    </li>`;
  }

  #data() {
    return html`<section class="panel" aria-labelledby="data">
      <h3 id="data">${t("space.data")}</h3>
      <p class="quiet">${t("space.dataText")}</p>
      <p class="actions">
        <button class="button" ?disabled=${this.isExporting} @click=${this.#export}>
          ${icon("download")} ${t("space.export")}
        </button>
        <button class="button" @click=${() => this.emit("sign-out")}>${t("space.signOut")}</button>
        <button class="button danger" @click=${() => this.renderRoot.querySelector("assurance-erase").show()}>
          ${t("space.erase")}
        </button>
      </p>
    </section>`;
  }

  async #export() {
    this.isExporting = true;
    try {
      save(await this.api.blob("GET", "/api/personal-data/export"), t("space.exportName"));
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      toast(errorText(problem));
    } finally {
      this.isExporting = false;
    }
  }
}

customElements.define("assurance-space", AssuranceSpace);
