// <assurance-log>: the turns, read aloud as they come, and what may be said next.
import { css, html, nothing, repeat } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import "./bubble.js";
import "./welcome.js";

const NEAR_PX = 120;

class AssuranceLog extends Element {
  static properties = {
    turns: { attribute: false },
    /** The assistant's turn that awaits an answer, or null. */
    openTurn: { attribute: false },
    busy: { type: Boolean },
    closed: { type: Boolean },
    loading: { type: Boolean },
    /** "waiting" for an adviser, "adviser", or null. */
    adviser: {},
    /** The `Quotes` of this browser. */
    quotes: { attribute: false },
    /** What stands in place of a quotation, by its id: what was corrected on a card. */
    shown: { attribute: false },
    isAway: { state: true },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        position: relative;
        display: flex;
        min-height: 0;
      }
      .scroll {
        position: relative; /* what is hidden in it scrolls with it */
        flex: 1;
        overflow-y: auto;
        overscroll-behavior: contain;
        --sticky-top: -1.25rem; /* over its own padding */
        padding: 1.25rem clamp(0.9rem, 3vw, 1.75rem);
      }
      .scroll:focus-visible {
        outline-offset: -3px;
      }
      [role="log"] {
        display: grid;
        gap: 1.1rem;
        grid-template-columns: minmax(0, 1fr);
      }
      .closed {
        display: grid;
        gap: 0.6rem;
        justify-items: center;
        padding: 0.75rem 0;
        text-align: center;
      }
      .typing {
        display: inline-flex;
        gap: 0.3rem;
        margin-top: 1.1rem;
        padding: 0.95rem 1.1rem;
        border: 1px solid var(--line);
        border-radius: 0.3rem var(--radius) var(--radius) var(--radius);
        background: var(--surface);
        animation: appear 0.2s 0.25s both;
      }
      .typing i {
        width: 0.45rem;
        height: 0.45rem;
        border-radius: 50%;
        background: var(--ink-soft);
        animation: breathe 1.2s infinite ease-in-out;
      }
      .typing i:nth-child(2) {
        animation-delay: 0.15s;
      }
      .typing i:nth-child(3) {
        animation-delay: 0.3s;
      }
      @keyframes appear {
        from {
          opacity: 0;
        }
      }
      @keyframes breathe {
        0%,
        60%,
        100% {
          opacity: 0.35;
        }
        30% {
          opacity: 1;
        }
      }
      .adviser {
        display: flex;
        gap: 0.7rem;
        align-items: center;
        margin-top: 1.1rem;
        padding: 0.8rem 1rem;
        border: 1px solid var(--accent);
        border-radius: var(--radius);
        background: var(--accent-soft);
        font-size: 0.95rem;
      }
      .adviser svg {
        color: var(--accent);
      }
      .latest {
        position: absolute;
        inset-block-end: 0.75rem;
        inset-inline-end: 1rem;
        width: 2.75rem;
        padding: 0;
        box-shadow: var(--shadow);
      }
    `,
  ];

  #lastShown = null;

  constructor() {
    super();
    this.isAway = false;
  }

  /** Put the keyboard in the messages, where the arrow keys scroll. */
  focus() {
    this.#scroller.focus();
  }

  render() {
    const lastQuote = this.turns.findLast(({ answer }) => answer?.quote)?.id;
    return html`<div
        class="scroll"
        tabindex="0"
        aria-label=${t("log.label")}
        role="region"
        @scroll=${this.#scrolled}
      >
        ${this.turns.length ? nothing : html`<assurance-welcome></assurance-welcome>`}
        <div role="log" aria-busy=${this.loading}>
          ${repeat(
            this.turns,
            ({ id }) => id,
            (turn) =>
              html`<assurance-bubble
                .turn=${turn}
                .quotes=${this.quotes}
                .shown=${this.shown}
                ?open=${turn === this.openTurn}
                ?latestQuote=${turn.id === lastQuote}
              ></assurance-bubble>`,
          )}
        </div>
        ${this.busy && this.adviser === null
          ? html`<div class="typing" aria-hidden="true"><i></i><i></i><i></i></div>`
          : nothing}
        ${this.adviser
          ? html`<p class="adviser">${icon("person", 22)} ${t(`log.${this.adviser}`)}</p>`
          : nothing}
        ${this.closed ? this.#closed() : nothing}
      </div>
      <span class="visually-hidden" role="status">${this.busy ? t("log.typing") : ""}</span>
      ${this.isAway ? this.#latest() : nothing}`;
  }

  #closed() {
    return html`<p class="closed quiet">
      ${t("log.closed")}
      <button class="button small" @click=${() => this.emit("restart")}>${t("restart.button")}</button>
    </p>`;
  }

  #latest() {
    return html`<button class="button latest" aria-label=${t("log.latest")} @click=${() => this.#toEnd()}>
      ${icon("down")}
    </button>`;
  }

  get #scroller() {
    return this.renderRoot.querySelector(".scroll");
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    this.isAway = scrollHeight - scrollTop - clientHeight > NEAR_PX;
  }

  async updated() {
    const last = this.turns.at(-1)?.id;
    const isNew = last !== this.#lastShown;
    const isFirst = this.#lastShown === null;
    this.#lastShown = last ?? null;
    if (!isNew || !last) return;
    const bubbles = [...this.renderRoot.querySelectorAll("assurance-bubble")];
    await Promise.all(bubbles.map((bubble) => bubble.updateComplete));
    const mine = this.turns.at(-1).role === "user";
    if (isFirst || mine || !this.isAway) this.#reveal(bubbles.at(-1), { smoothly: !isFirst });
  }

  // An answer taller than the window is read from its beginning.
  #reveal(bubble, { smoothly }) {
    requestAnimationFrame(() => {
      const isTall = bubble.offsetHeight > this.#scroller.clientHeight - NEAR_PX;
      if (isTall) bubble.scrollIntoView({ block: "start", behavior: smoothly && !calm() ? "smooth" : "auto" });
      else this.#toEnd({ smoothly });
    });
  }

  #toEnd({ smoothly = true } = {}) {
    this.#scroller.scrollTo({
      top: this.#scroller.scrollHeight,
      behavior: smoothly && !calm() ? "smooth" : "auto",
    });
  }
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

customElements.define("assurance-log", AssuranceLog);
