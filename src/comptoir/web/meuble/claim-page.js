// <meuble-claim-page>: one claim: where it stands, what it waits for, what was done, what can be done.
import { css, html, nothing } from "./vendor/lit.js";
import { language, named, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { cardStyle, fact } from "./card.js";
import "./claim-actions.js";
import { ENDED, status, statusStyle } from "./claim-status.js";
import { clocks, clocksStyle } from "./clocks.js";
import { copyButton } from "./shared/copy.js";
import "./evidence.js";
import { to } from "./routes.js";
import "./timeline.js";
import { View } from "./shared/view.js";
import { warrantyStyle, warrantyView } from "./warranty.js";

const LOOK_EVERY_MS = 20_000;
const STEPS = ["registered", "examined", "solved", "done"];
const REACHED = {
  nouveau: 0,
  en_attente_preuves: 0,
  en_analyse: 1,
  en_attente_validation: 2,
  intervention_planifiee: 2,
  resolu: 3,
  rejete: 3,
  clos: 3,
};

class MeubleClaimPage extends View {
  static properties = {
    /** The number that an address names. */
    claimId: {},
    keptClaims: { attribute: false },
    account: { attribute: false },
    claim: { state: true },
    actions: { state: true },
  };

  static styles = [
    View.styles,
    cardStyle,
    statusStyle,
    warrantyStyle,
    clocksStyle,
    css`
      :host {
        display: block;
      }
      h2 {
        font-size: clamp(1.5rem, 1.3rem + 1vw, 2rem);
      }
      .heading {
        display: grid;
        gap: 0.5rem;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 0.9rem;
        align-items: center;
      }
      .code {
        font: 600 1rem/1.2 var(--mono);
      }
      .steps {
        display: grid;
        grid-template-columns: repeat(4, 1fr);
        gap: 0.35rem;
        margin: 0;
        padding: 0;
        list-style: none;
        font-size: 0.85rem;
        line-height: 1.3;
        color: var(--ink-soft);
      }
      .steps li {
        padding-top: 0.5rem;
        border-top: 4px solid var(--line);
      }
      .steps li.reached {
        border-color: var(--accent);
        color: var(--ink);
      }
      .steps li[aria-current] {
        font-weight: 600;
      }
      .next {
        display: flex;
        gap: 0.75rem;
        align-items: start;
        padding: 0.9rem 1rem;
        border-radius: var(--radius);
        background: var(--notice-soft);
      }
      .next svg {
        margin-top: 0.1rem;
        color: var(--warm);
      }
      .danger {
        background: var(--danger-soft);
        color: var(--danger);
      }
      .danger svg {
        color: inherit;
      }
      .columns {
        display: grid;
        gap: 1.25rem;
        grid-template-columns: minmax(0, 1fr);
        align-items: start;
      }
      .stack {
        display: grid;
        gap: 1.25rem;
        grid-template-columns: minmax(0, 1fr);
      }
      .said {
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
      .ghost {
        height: 12rem;
      }
      @media (min-width: 60rem) {
        .columns {
          grid-template-columns: minmax(0, 1.4fr) minmax(0, 1fr);
        }
      }
    `,
  ];

  #looks;
  #spoken = language.current; // the service words what it asks for
  #look = () => {
    if (document.visibilityState === "visible" && navigator.onLine && !this.hidden) this.#load();
  };

  connectedCallback() {
    super.connectedCallback();
    this.#looks = setInterval(this.#look, LOOK_EVERY_MS);
    document.addEventListener("visibilitychange", this.#look);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#looks);
    document.removeEventListener("visibilitychange", this.#look);
  }

  updated(changed) {
    const before = changed.get("account")?.id;
    const isAnothers = before !== undefined && before !== this.account?.id;
    if (changed.has("claimId") || isAnothers) this.claim = this.actions = this.problem = null;
    const isOther = changed.has("claimId") || changed.has("account");
    if (this.claimId && (isOther || this.#spoken !== language.current)) this.#load();
  }

  render() {
    return html`<div class="column">
      <a class="back" href=${to("claims")}>${icon("back", 18)} ${t("claims.title")}</a>
      ${this.problem?.status === 404 && !this.claim
        ? this.#unknown()
        : this.trouble(() => this.#load())}
      ${this.claim ? this.#page() : this.loading ? html`<div class="ghost"></div>` : nothing}
    </div>`;
  }

  #unknown() {
    return html`<div class="empty panel">
      ${icon("folder", 44)}
      <h2 tabindex="-1">${t("claims.unknown", this.claimId)}</h2>
      <p class="quiet">${t("claims.unknownWhy")}</p>
      <div class="actions">
        <a class="button primary" href=${to("claims")}>${t("claims.title")}</a>
        ${this.account
          ? nothing
          : html`<button class="button" @click=${() => this.emit("sign-in")}>
              ${t("account.signIn")}
            </button>`}
      </div>
    </div>`;
  }

  #page() {
    const { claim } = this;
    const ended = ENDED.includes(claim.status);
    return html`${this.#heading()} ${this.#steps()} ${this.#next()}
      <div class="columns">
        <div class="stack">
          ${ended
            ? nothing
            : html`<meuble-evidence
                .api=${this.api}
                .claim=${claim}
                .opening=${this.#opening}
                @changed=${() => this.#load()}
              ></meuble-evidence>`}
          <meuble-claim-actions
            .api=${this.api}
            .claim=${claim}
            .opening=${this.#opening}
            @changed=${() => this.#load()}
          ></meuble-claim-actions>
          <meuble-timeline .actions=${this.actions}></meuble-timeline>
        </div>
        <div class="stack">
          ${clocks(claim)} ${this.#rights()} ${this.#facts()}
        </div>
      </div>`;
  }

  get #opening() {
    return this.keptClaims.opening(this.claimId);
  }

  #heading() {
    const { claim } = this;
    return html`<div class="heading">
      <h2 tabindex="-1">${claim.product_name ?? t("claims.unnamed")}</h2>
      <div class="line">
        <span class="code" id="number">${claim.ticket_id}</span>
        ${copyButton(this, "number", t("claim.copyNumber"))} ${status(claim.status)}
      </div>
    </div>`;
  }

  #steps() {
    const reached = REACHED[this.claim.status] ?? 0;
    return html`<ol class="steps" role="list" aria-label=${t("claim.steps")}>
      ${STEPS.map(
        (step, i) => html`<li
          class=${i <= reached ? "reached" : ""}
          aria-current=${i === reached ? "step" : nothing}
        >
          ${t(`step.${step}`)}
        </li>`,
      )}
    </ol>`;
  }

  #next() {
    const { claim } = this;
    const special = claim.merged_into ? "merged" : claim.auto_resolved && claim.resolution_type;
    const words = named("next", special || claim.status);
    return [
      claim.danger && !ENDED.includes(claim.status)
        ? html`<div class="next danger">${icon("alert", 22)}<p>${t("recap.dangerText")}</p></div>`
        : nothing,
      html`<div class="next">
        ${icon("clock", 22)}
        <div>
          <p>
            <strong>${t("claim.next")}</strong>
          </p>
          <p>${words}</p>
          ${claim.merged_into
            ? html`<p><a href=${to("claims", claim.merged_into)}>${claim.merged_into}</a></p>`
            : nothing}
        </div>
      </div>`,
    ];
  }

  #rights() {
    const verdict = this.claim.rights ?? this.claim.warranty;
    return verdict
      ? html`<section class="panel" aria-labelledby="rights">
          <h3 id="rights">${t("claim.rights")}</h3>
          ${warrantyView(verdict)}
        </section>`
      : nothing;
  }

  #facts() {
    const { claim } = this;
    const claimed = (claim.claimed ?? []).map((field) => named("field", field)).join(", ");
    return html`<section class="panel" aria-labelledby="facts">
      <h3 id="facts">${t("claim.said")}</h3>
      <p class="said" dir="auto">${claim.problem_description}</p>
      <dl>
        ${fact(t("recap.order"), claim.order_number)}
        ${fact(t("recap.category"), claim.problem_category && named("category", claim.problem_category))}
        ${fact(t("recap.severity"), claim.problem_severity && named("severity", claim.problem_severity))}
        ${fact(t("recap.priority"), named("priority", claim.priority))}
      </dl>
      ${claimed ? html`<p class="quiet">${t("recap.claimed", claimed)}</p>` : nothing}
    </section>`;
  }

  // Both are asked for at once; what is shown meanwhile stays.
  async #load() {
    const { claimId: id } = this;
    const path = `/api/sav/ticket/${encodeURIComponent(id)}`;
    this.#spoken = language.current;
    const headers = this.#opening;
    const read = () =>
      Promise.all([this.api.get(path, headers), this.api.get(`${path}/history`, headers)]);
    const found = await this.during(read);
    if (!found || id !== this.claimId) return;
    const isFirst = !this.claim;
    [this.claim, this.actions] = [found[0].ticket, found[1].actions];
    if (isFirst) this.emit("titled", `${this.claim.ticket_id} · ${this.claim.product_name ?? ""}`);
  }
}

customElements.define("meuble-claim-page", MeubleClaimPage);
