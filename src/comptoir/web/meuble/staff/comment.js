// <staff-comment>: words about a claim. Notes among staff and messages to the customer are written in
// two places that look different and keep their own drafts, and a message is shown once more before
// it leaves: nothing that was meant for colleagues is sent by mistake.
import { css, html, live, nothing } from "../vendor/lit.js";
import { t } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";
import { keep, kept } from "../shared/kept.js";
import { toast } from "../shared/toasts.js";
import { Panel } from "./panel.js";

const MOST_CHARS = 4000;
const KINDS = [
  ["internal", "lock"],
  ["customer", "mail"],
];

class StaffComment extends Panel {
  static properties = {
    account: { attribute: false },
    /** "internal" or "customer". */
    kind: { state: true },
    texts: { state: true },
  };

  static styles = [
    Panel.styles,
    css`
      :host {
        border-width: 2px;
      }
      :host([data-kind="internal"]) {
        border-style: dashed;
        border-color: var(--line-strong);
      }
      :host([data-kind="customer"]) {
        border-color: var(--warm);
        background: var(--notice-soft);
      }
      [role="tablist"] {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 0.4rem;
      }
      [role="tab"] {
        display: flex;
        gap: 0.5rem;
        align-items: center;
        justify-content: center;
        min-height: 2.75rem;
        padding: 0.4rem 0.6rem;
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
        background: var(--surface);
        font-weight: 600;
        line-height: 1.2;
      }
      [role="tab"][aria-selected="true"] {
        border-color: var(--ink);
        background: var(--ink);
        color: var(--ground);
      }
      :host([data-kind="customer"]) [role="tab"][aria-selected="true"] {
        border-color: var(--warm);
        background: var(--warm);
        color: var(--surface);
      }
      form {
        display: grid;
        gap: 0.7rem;
      }
      .who {
        display: flex;
        gap: 0.5rem;
        align-items: center;
      }
      .who svg {
        color: var(--warm);
      }
      blockquote {
        max-height: 40vh;
        margin: 0;
        padding: 0.8rem 1rem;
        overflow-y: auto;
        border-inline-start: 4px solid var(--warm);
        background: var(--ground);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
    `,
  ];

  constructor() {
    super();
    this.kind = "internal";
    this.texts = { internal: "", customer: "" };
  }

  willUpdate(changed) {
    this.dataset.kind = this.kind;
    const before = changed.get("claim");
    if (!changed.has("claim") || before?.ticket_id === this.claim.ticket_id) return;
    this.texts = Object.fromEntries(KINDS.map(([kind]) => [kind, kept(this.#draft(kind)) ?? ""]));
    this.kind = !this.texts.internal && this.texts.customer ? "customer" : "internal";
    this.dataset.kind = this.kind;
  }

  #draft(kind) {
    return `comptoir.meuble.staff.${this.account.id}.${this.claim.ticket_id}.${kind}`;
  }

  render() {
    const { kind } = this;
    const text = this.texts[kind];
    const over = [...text.trim()].length - MOST_CHARS;
    return html`<div role="tablist" aria-label=${t("comment.title")} @keydown=${this.#walk}>
        ${KINDS.map(([each, shape]) => this.#tab(each, shape))}
      </div>
      <form id="panel" role="tabpanel" aria-labelledby=${`tab-${kind}`} @submit=${this.#submit}>
        <p class="who">${icon(kind === "customer" ? "mail" : "lock", 18)} ${t(`comment.${kind}Who`)}</p>
        <label>
          <span class="visually-hidden">${t(`comment.${kind}`)}</span>
          <textarea
            dir="auto"
            placeholder=${t(`comment.${kind}Placeholder`)}
            .value=${live(text)}
            @input=${({ target }) => this.#write(target.value)}
          ></textarea>
        </label>
        ${over > 0 ? html`<p class="refusal">${t("composer.tooLong", over)}</p>` : nothing}
        ${kind === "internal" || !this.dialog?.open ? this.refused() : nothing}
        <div class="row">
          <button class="button primary" ?disabled=${this.busy || !text.trim() || over > 0}>
            ${icon(kind === "customer" ? "mail" : "plus", 18)} ${t(`comment.${kind}Do`)}
          </button>
        </div>
      </form>
      <dialog aria-labelledby="sending" @close=${() => this.requestUpdate()}>
        <div class="dialog">
          <h2 id="sending">${t("comment.sureTitle")}</h2>
          <p>${t("comment.sureText")}</p>
          <blockquote dir="auto" tabindex="0">${this.texts.customer.trim()}</blockquote>
          ${this.refused()}
          <div class="actions">
            <button class="button primary" ?disabled=${this.busy} @click=${() => this.#send()}>
              ${icon("mail", 18)} ${t("comment.sureDo")}
            </button>
            <button class="button" @click=${() => this.dialog.close()}>${t("comment.sureNot")}</button>
          </div>
        </div>
      </dialog>`;
  }

  #tab(kind, shape) {
    const isChosen = this.kind === kind;
    return html`<button
      id=${`tab-${kind}`}
      role="tab"
      aria-selected=${isChosen}
      aria-controls="panel"
      tabindex=${isChosen ? 0 : -1}
      @click=${() => this.#turn(kind)}
    >
      ${icon(shape, 18)} ${t(`comment.${kind}`)}
    </button>`;
  }

  async #walk({ key }) {
    if (key !== "ArrowLeft" && key !== "ArrowRight") return;
    this.#turn(this.kind === "internal" ? "customer" : "internal");
    await this.updateComplete;
    this.renderRoot.getElementById(`tab-${this.kind}`).focus();
  }

  #turn(kind) {
    this.kind = kind;
    this.refusal = null;
  }

  #write(text) {
    this.texts = { ...this.texts, [this.kind]: text };
    keep(this.#draft(this.kind), text || null);
  }

  #submit(event) {
    event.preventDefault();
    if (this.kind === "customer") this.dialog.showModal();
    else this.#send();
  }

  async #send() {
    const { kind } = this;
    const body = { content: this.texts[kind].trim(), visibility: kind };
    if (!(await this.do("comment", body))) return;
    this.dialog.close();
    this.#write("");
    toast(t(kind === "customer" ? "comment.sent" : "comment.noted"));
  }
}

customElements.define("staff-comment", StaffComment);
