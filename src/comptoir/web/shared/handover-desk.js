// The base of the desks where people answer customers: who waits, and the conversation chosen beside it.
import { css, html, nothing, repeat } from "../vendor/lit.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { Regularly } from "./regularly.js";
import { View } from "./view.js";
import { waiting, waitingStyle } from "./waiting.js";

const TICK_MS = 10_000;

/**
 * A service says the `heading` of its desk, the `address(id)` of a conversation and its `thread(id)`;
 * who the reader is (`me`), whose a hand-over is (`takerOf`, `{id, name}` or null), and what the
 * customer said last (`lastWords`).
 */
export class HandoverDesk extends View {
  static properties = {
    /** A `Handovers`. */
    handovers: { attribute: false },
    /** The hand-over that an address names, or null. */
    chosen: {},
  };

  static styles = [
    View.styles,
    waitingStyle,
    css`
      :host {
        display: grid;
        grid-template-columns: var(--list-width, 22rem) minmax(0, 1fr);
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
        grid-template-columns: minmax(0, 1fr);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li a {
        display: grid;
        gap: 0.25rem;
        grid-template-columns: minmax(0, 1fr);
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

  #reshow = () => this.requestUpdate();

  constructor() {
    super();
    new Regularly(this, TICK_MS, this.#reshow);
    this.addEventListener("changed", () => this.handovers.look());
  }

  connectedCallback() {
    super.connectedCallback();
    this.handovers.addEventListener("change", this.#reshow);
    this.handovers.look();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.handovers.removeEventListener("change", this.#reshow);
  }

  willUpdate() {
    this.toggleAttribute("data-chosen", Boolean(this.chosen));
    this.problem = this.handovers.problem;
  }

  render() {
    const { list, total } = this.handovers;
    return html`<div class="list">
        <h2 tabindex="-1">${this.heading}</h2>
        ${this.trouble(() => this.handovers.look())}
        ${list === null ? nothing : list.length ? this.#list(list) : this.#none()}
        ${list && total > list.length ? html`<p class="quiet">${t("desk.more", total - list.length)}</p>` : nothing}
      </div>
      ${this.chosen
        ? this.thread(this.chosen)
        : html`<div class="nothing">${icon("chat", 44)} <p>${t("desk.choose")}</p></div>`}`;
  }

  #none() {
    return html`<div class="empty">${icon("check", 40)} <p>${t("desk.none")}</p></div>`;
  }

  #list(list) {
    return html`<ol role="list">
      ${repeat(list, ({ id }) => id, (handover) => html`<li>${this.#handover(handover)}</li>`)}
    </ol>`;
  }

  #handover(handover) {
    const { id, waiting_since: since, bot_back_at: botBack } = handover;
    const taker = this.takerOf(handover);
    const name = taker?.id === this.me ? t("desk.you") : taker?.name;
    return html`<a href=${this.address(id)} aria-current=${id === this.chosen ? "true" : nothing}>
      ${waiting(since)}
      <span class="words" dir="auto">${this.lastWords(handover.summary)}</span>
      <small>
        ${taker ? t("desk.takenBy", name) : t("desk.free")} ${botBack ? html`· ${t("desk.botBack")}` : nothing}
      </small>
    </a>`;
  }
}
