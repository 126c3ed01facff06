// <staff-moves>: where a claim can go from here, with what each move does before it is made.
import { css, html, nothing } from "../vendor/lit.js";
import { named, t } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";
import { toast } from "../shared/toasts.js";
import { Panel } from "./panel.js";

const ORDER = [
  "en_analyse",
  "en_attente_preuves",
  "en_attente_validation",
  "intervention_planifiee",
  "resolu",
  "rejete",
  "clos",
];
/** What a customer is written about, where we know their address. */
const TELLING = ["en_attente_preuves", "intervention_planifiee", "resolu", "rejete"];
const SHAPES = {
  en_attente_preuves: "camera",
  intervention_planifiee: "truck",
  resolu: "check",
  rejete: "cross",
  clos: "lock",
};

class StaffMoves extends Panel {
  static properties = { target: { state: true } };

  static styles = [
    Panel.styles,
    css`
      .reject {
        border-color: var(--danger-line);
        color: var(--danger);
      }
      ul {
        margin: 0;
        padding-inline-start: 1.2rem;
      }
    `,
  ];

  constructor() {
    super();
    this.target = null;
  }

  render() {
    const allowed = ORDER.filter((each) => this.claim.allowed_transitions?.includes(each));
    return html`<h3>${t("moves.title")}</h3>
      ${allowed.length
        ? html`<div class="row">${allowed.map((target) => this.#button(target))}</div>`
        : html`<p class="quiet">${t("moves.none")}</p>`}
      ${this.#dialog()}`;
  }

  #button(target) {
    return html`<button
      class="button small ${target === "rejete" ? "reject" : ""}"
      @click=${() => this.#ask(target)}
    >
      ${icon(SHAPES[target] ?? "next", 17)} ${t(`move.${target}`)}
    </button>`;
  }

  #dialog() {
    const { target, claim } = this;
    const missing = claim.missing_evidence ?? [];
    return html`<dialog aria-labelledby="asked" @close=${() => (this.refusal = null)}>
      ${target
        ? html`<form @submit=${this.#move}>
            <h2 id="asked">${t(`move.${target}`)}</h2>
            <p>${t("moves.fromTo", named("status", claim.status), named("status", target))}</p>
            <p>${t(`moveDoes.${target}`)}</p>
            ${target === "en_attente_preuves" && missing.length
              ? html`<div>
                  <p class="quiet">${t("moves.missing")}</p>
                  <ul>
                    ${missing.map(
                      ({ description, provided, minimum_count: minimum }) =>
                        html`<li>${description} (${t("evidence.count", provided, minimum)})</li>`,
                    )}
                  </ul>
                </div>`
              : nothing}
            <label>
              ${t("moves.reason")}
              <textarea name="reason" dir="auto" maxlength="4000"></textarea>
              <small>${t("moves.reasonHint")}</small>
            </label>
            ${this.refused()}
            <div class="actions">
              <button class="button primary" ?disabled=${this.busy}>${t(`move.${target}`)}</button>
              <button class="button" type="button" @click=${() => this.dialog.close()}>
                ${t("cancel")}
              </button>
            </div>
          </form>`
        : nothing}
    </dialog>`;
  }

  async #ask(target) {
    this.target = target;
    await this.updateComplete;
    this.dialog.showModal();
  }

  async #move(event) {
    event.preventDefault();
    const form = event.target;
    const reason = new FormData(form).get("reason").trim();
    const { target } = this;
    const body = { status: target, ...(reason && { reason }) };
    const answer = await this.do("transition", body, ["status"]);
    if (!answer) return;
    form.reset();
    this.dialog.close();
    const told = answer.mailed ? "moves.doneMailed" : TELLING.includes(target) ? "moves.doneUntold" : "moves.done";
    toast(t(told, named("status", target)));
  }
}

customElements.define("staff-moves", StaffMoves);
