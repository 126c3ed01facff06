// <staff-claim>: a claim's file: what was said and sent, where it stands, and what can be done.
import { css, html, nothing } from "../vendor/lit.js";
import { language, named, t } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";
import { cardStyle, fact } from "../card.js";
import { status, statusStyle } from "../claim-status.js";
import { copyButton } from "../shared/copy.js";
import { View } from "../shared/view.js";
import { warrantyStyle, warrantyView } from "../warranty.js";
import "./assign.js";
import { clocksPanel, clocksStyle } from "./clocks.js";
import "./comment.js";
import "./evidence.js";
import { marksStyle, priority, warnings } from "./marks.js";
import "./merge.js";
import "./moves.js";
import { Regularly } from "../shared/regularly.js";
import { to } from "./routes.js";
import "./timeline.js";

const LOOK_EVERY_MS = 15_000;
const TICK_MS = 10_000;
const WIDE = matchMedia("(min-width: 64rem)");

class StaffClaim extends View {
  static properties = {
    account: { attribute: false },
    colleagues: { attribute: false },
    claimId: {},
    /** The address of the list it was chosen from. */
    queue: {},
    claim: { state: true },
    actions: { state: true },
    /** Why the last deed was refused: a colleague was faster. */
    overtaken: { state: true },
  };

  static styles = [
    View.styles,
    cardStyle,
    statusStyle,
    marksStyle,
    clocksStyle,
    warrantyStyle,
    css`
      :host {
        display: block;
      }
      .column {
        max-width: 84rem;
      }
      h2 {
        font-size: clamp(1.4rem, 1.2rem + 1vw, 1.9rem);
      }
      .heading {
        display: grid;
        gap: 0.5rem;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 0.7rem;
        align-items: center;
      }
      .code {
        font: 600 1rem/1.2 var(--mono);
      }
      .columns,
      .stack {
        display: grid;
        gap: 1.1rem;
        grid-template-columns: minmax(0, 1fr);
        align-items: start;
      }
      .said {
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      .notice {
        display: flex;
        gap: 0.75rem;
        align-items: start;
        padding: 0.9rem 1rem;
        border-radius: var(--radius);
        background: var(--notice-soft);
      }
      .notice svg {
        margin-top: 0.1rem;
        color: var(--warm);
      }
      .notice > div {
        flex: 1;
      }
      .notice.danger {
        background: var(--danger-soft);
        color: var(--danger);
      }
      .notice.danger svg {
        color: inherit;
      }
      .ghost {
        height: 14rem;
      }
      details summary {
        cursor: pointer;
      }
      details ul {
        margin: 0.5rem 0 0;
        padding-inline-start: 1.2rem;
      }
      @media (min-width: 64rem) {
        .columns {
          grid-template-columns: minmax(0, 1.5fr) minmax(20rem, 1fr);
        }
      }
    `,
  ];

  #readAt = Date.now();
  #spoken = language.current; // the service words what it asks for

  constructor() {
    super();
    this.claim = this.actions = this.overtaken = null;
    new Regularly(this, LOOK_EVERY_MS, () => this.#load());
    new Regularly(this, TICK_MS, () => this.requestUpdate());
  }

  #rearrange = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    WIDE.addEventListener("change", this.#rearrange);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    WIDE.removeEventListener("change", this.#rearrange);
  }

  updated(changed) {
    if (changed.has("claimId") && changed.get("claimId") !== this.claimId) {
      this.claim = this.actions = this.overtaken = null;
      this.problem = null;
    }
    if (changed.has("claimId") || this.#spoken !== language.current) this.#load();
  }

  render() {
    return html`<div class="column">
      <a class="back" href=${this.queue ?? to("queue")}>${icon("back", 18)} ${t("main.queue")}</a>
      ${this.problem?.status === 404 && !this.claim ? this.#unknown() : this.trouble(() => this.#load())}
      ${this.claim ? this.#file() : this.loading ? html`<div class="ghost"></div>` : nothing}
    </div>`;
  }

  #unknown() {
    return html`<div class="empty panel">
      ${icon("folder", 44)}
      <h2 tabindex="-1">${t("file.unknown", this.claimId)}</h2>
      <a class="button primary" href=${to("queue")}>${t("main.queue")}</a>
    </div>`;
  }

  #file() {
    const { claim } = this;
    return html`${this.#heading()}
      <div role="alert">${this.overtaken ? this.#overtakenNotice() : nothing}</div>
      ${claim.danger
        ? html`<p class="notice danger">${icon("alert", 22)} <span>${t("file.danger")}</span></p>`
        : nothing}
      ${claim.merged_into
        ? html`<p class="notice">
            ${icon("merge", 22)}
            <span>
              ${t("file.merged")} <a href=${to("claim", claim.merged_into)}>${claim.merged_into}</a>
            </span>
          </p>`
        : nothing}
      <div
        class="columns"
        @changed=${() => this.#changed()}
        @overtaken=${({ detail }) => this.#overtake(detail)}
      >
        ${WIDE.matches
          ? html`<div class="stack">${this.#said()} ${this.#story()}</div>
              <div class="stack">${this.#standing()} ${this.#facts()}</div>`
          : [this.#said(), this.#standing(), this.#story(), this.#facts()]}
      </div>`;
  }

  #story() {
    const { claim } = this;
    return html`<staff-evidence .claim=${claim}></staff-evidence>
      ${claim.merged_into
        ? nothing
        : html`<staff-comment
            .api=${this.api}
            .account=${this.account}
            .claim=${claim}
          ></staff-comment>`}
      <staff-timeline .actions=${this.actions}></staff-timeline>`;
  }

  #standing() {
    return html`${clocksPanel(this.claim, this.#readAt)}
    ${this.claim.merged_into ? nothing : this.#deeds()}`;
  }

  #facts() {
    const { claim } = this;
    const mayMerge = !claim.merged_into && claim.status !== "clos";
    return html`${this.#rights()} ${this.#order()} ${this.#why()}
    ${mayMerge ? html`<staff-merge .api=${this.api} .claim=${claim}></staff-merge>` : nothing}`;
  }

  #deeds() {
    const { api, claim } = this;
    return html`<staff-moves .api=${api} .claim=${claim}></staff-moves>
      <staff-assign
        .api=${api}
        .claim=${claim}
        .account=${this.account}
        .colleagues=${this.colleagues}
      ></staff-assign>`;
  }

  #heading() {
    const { claim } = this;
    return html`<div class="heading">
      <div class="line">${priority(claim)} ${warnings(claim)} ${status(claim.status)}</div>
      <h2 tabindex="-1">${claim.product_name ?? t("claims.unnamed")}</h2>
      <div class="line">
        <span class="code" id="number">${claim.ticket_id}</span>
        ${copyButton(this, "number", t("claim.copyNumber"))}
        <span class="quiet">
          ${claim.assigned_to ? t("file.assigned", claim.assigned_to.name) : t("file.unassigned")}
        </span>
      </div>
    </div>`;
  }

  #overtakenNotice() {
    return html`<div class="notice">
      ${icon("alert", 22)}
      <div>
        <p><strong>${t("file.overtaken")}</strong> ${this.overtaken.detail ?? ""}</p>
        <p>${t("file.overtakenKept")}</p>
      </div>
      <button class="button small" @click=${() => (this.overtaken = null)}>${t("close")}</button>
    </div>`;
  }

  #said() {
    const { claim } = this;
    return html`<section class="panel" aria-labelledby="said">
      <h3 id="said">${t("file.said")}</h3>
      <p class="said" dir="auto">${claim.problem_description ?? t("file.erased")}</p>
      <dl>
        ${fact(t("recap.category"), claim.problem_category && named("category", claim.problem_category))}
        ${fact(t("recap.severity"), claim.problem_severity && named("severity", claim.problem_severity))}
        ${fact(t("file.resolution"), claim.resolution_type && named("resolution", claim.resolution_type))}
        ${fact(t("file.rating"), claim.rating && t("rating.star", claim.rating))}
      </dl>
    </section>`;
  }

  #rights() {
    const verdict = this.claim.rights ?? this.claim.warranty;
    if (!verdict) return nothing;
    return html`<section class="panel" aria-labelledby="rights">
      <h3 id="rights">${t("file.rights")}</h3>
      ${warrantyView(verdict)}
    </section>`;
  }

  #order() {
    const { claim } = this;
    const claimed = (claim.claimed ?? []).map((field) => named("field", field)).join(", ");
    return html`<section class="panel" aria-labelledby="order">
      <h3 id="order">${t("recap.order")}</h3>
      <dl>
        ${fact(t("file.number"), claim.order_number ?? t("file.noOrder"))}
        ${fact(t("file.sku"), claim.product_sku)}
      </dl>
      ${claimed
        ? html`<p class="notice">${icon("alert", 20)} <span>${t("file.claimed", claimed)}</span></p>`
        : nothing}
    </section>`;
  }

  #why() {
    const { priority_factors: factors = [], computed_priority: level, priority_score: score } = this.claim;
    return html`<details class="panel">
      <summary>${t("file.why", level, score)}</summary>
      <ul>
        ${factors.map(({ points, detail }) => html`<li>${detail} : ${points > 0 ? "+" : ""}${points}</li>`)}
      </ul>
    </details>`;
  }

  #changed() {
    this.overtaken = null;
    return this.#load();
  }

  #overtake(problem) {
    this.overtaken = problem;
    return this.#load();
  }

  // Both are asked for at once; what is shown, and what is being written, stays meanwhile.
  async #load() {
    const { claimId: id } = this;
    if (!id) return;
    const path = `/api/sav/ticket/${encodeURIComponent(id)}`;
    this.#spoken = language.current;
    const read = () => Promise.all([this.api.get(path), this.api.get(`${path}/history`)]);
    const found = await this.during(read);
    if (!found || id !== this.claimId) return;
    const isFirst = !this.claim;
    this.#readAt = Date.now();
    [this.claim, this.actions] = [found[0].ticket, found[1].actions];
    if (isFirst) this.emit("titled", `${this.claim.ticket_id} · ${this.claim.product_name ?? ""}`);
  }
}

customElements.define("staff-claim", StaffClaim);
