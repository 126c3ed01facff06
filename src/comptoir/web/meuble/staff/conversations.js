// <staff-conversations>: who waits for a person, and the conversation one has chosen beside it.
import { css, html, nothing, repeat } from "../vendor/lit.js";
import { t } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";
import { View } from "../shared/view.js";
import { length } from "./clocks.js";
import { Regularly } from "../shared/regularly.js";
import { to } from "./routes.js";
import "./thread.js";

const TICK_MS = 10_000;
const PATIENCE_MS = 30 * 60_000; // then the bot helps again

class StaffConversations extends View {
  static properties = {
    account: { attribute: false },
    /** A `Handovers`. */
    handovers: { attribute: false },
    /** The hand-over that an address names, or null. */
    chosen: {},
  };

  static styles = [
    View.styles,
    css`
      :host {
        display: grid;
        grid-template-columns: 22rem minmax(0, 1fr);
        overflow: hidden;
        scrollbar-gutter: auto;
      }
      .list {
        position: relative;
        display: grid;
        gap: 0.9rem;
        align-content: start;
        padding: 1.1rem;
        overflow-y: auto;
        border-inline-end: 1px solid var(--line);
      }
      h2 {
        font-size: 1.4rem;
      }
      ol {
        display: grid;
        gap: 0.5rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li a {
        display: grid;
        gap: 0.25rem;
        padding: 0.7rem 0.9rem;
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
        background: var(--surface);
        color: inherit;
        text-decoration: none;
      }
      li a:hover,
      li a[aria-current] {
        border-color: var(--accent);
      }
      li a[aria-current] {
        background: var(--accent-soft);
      }
      .wait {
        display: flex;
        gap: 0.4rem;
        align-items: center;
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }
      .wait.late {
        color: var(--danger);
      }
      .wait.answered {
        color: var(--ink-soft);
        font-weight: 500;
      }
      .words {
        display: -webkit-box;
        overflow: hidden;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow-wrap: anywhere;
      }
      small {
        color: var(--ink-soft);
      }
      .nothing {
        display: grid;
        gap: 0.75rem;
        place-content: center;
        justify-items: center;
        padding: 2rem;
        color: var(--ink-soft);
        text-align: center;
      }
      @media (max-width: 56rem) {
        :host {
          grid-template-columns: minmax(0, 1fr);
        }
        .list {
          border: 0;
        }
        :host([data-chosen]) .list,
        .nothing {
          display: none;
        }
      }
    `,
  ];

  #shown = null;
  #reshow = () => this.requestUpdate();

  constructor() {
    super();
    new Regularly(this, TICK_MS, this.#reshow);
  }

  connectedCallback() {
    super.connectedCallback();
    this.#listen();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#shown?.removeEventListener("change", this.#reshow);
    this.#shown = null;
  }

  willUpdate() {
    this.#listen();
    this.toggleAttribute("data-chosen", Boolean(this.chosen));
    this.problem = this.handovers.problem;
  }

  #listen() {
    if (this.#shown === (this.handovers ?? null)) return;
    this.#shown?.removeEventListener("change", this.#reshow);
    this.#shown = this.handovers;
    this.#shown.addEventListener("change", this.#reshow);
    this.#shown.look();
  }

  render() {
    const { list } = this.handovers;
    return html`<div class="list">
        <h2 tabindex="-1">${t("main.conversations")}</h2>
        ${this.trouble(() => this.handovers.look())}
        ${list === null ? nothing : list.length ? this.#list(list) : this.#none()}
      </div>
      ${this.chosen
        ? html`<staff-thread
            .api=${this.api}
            .account=${this.account}
            .handoverId=${this.chosen}
            @changed=${() => this.handovers.look()}
          ></staff-thread>`
        : html`<div class="nothing">${icon("chat", 44)} <p>${t("conversations.choose")}</p></div>`}`;
  }

  #none() {
    return html`<div class="empty">${icon("check", 40)} <p>${t("conversations.none")}</p></div>`;
  }

  #list(list) {
    return html`<ol role="list">
      ${repeat(
        list,
        ({ id }) => id,
        (handover) => html`<li>${this.#handover(handover)}</li>`,
      )}
    </ol>`;
  }

  #handover({ id, waiting_since: since, taken_by: taker, bot_back_at: botBack, summary }) {
    return html`<a href=${to("conversations", id)} aria-current=${id === this.chosen ? "true" : nothing}>
      ${waiting(since)}
      <span class="words" dir="auto">${lastWords(summary)}</span>
      <small>
        ${taker ? t("conversations.takenBy", taker.id === this.account.id ? t("conversations.you") : taker.name) : t("conversations.free")}
        ${botBack ? html`· ${t("conversations.botBack")}` : nothing}
      </small>
    </a>`;
  }
}

/** How long a customer has been waiting, or that they have had an answer. */
export function waiting(since) {
  if (!since) {
    return html`<span class="wait answered">${icon("check", 17)} ${t("conversations.answered")}</span>`;
  }
  const ms = Date.now() - new Date(since);
  return html`<span class="wait ${ms > PATIENCE_MS ? "late" : ""}">
    ${icon(ms > PATIENCE_MS ? "alert" : "clock", 17)} ${t("conversations.waits", length(Math.max(ms, 0)))}
  </span>`;
}

// The summary is facts, a line each; the last one is what the customer said last.
const lastWords = (summary) => summary.split("\n").at(-1).replace(/^[^:]+ : /, "");

customElements.define("staff-conversations", StaffConversations);
