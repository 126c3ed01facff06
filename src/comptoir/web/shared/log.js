// The base of the turns of a conversation with customers, read aloud as they come, and what may be
// said next.
import { css, html, nothing, repeat } from "../vendor/lit.js";
import { Element } from "./element.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";

/** How near to the end one still follows what comes. */
export const NEAR_PX = 120;

/**
 * A service says what is to read before the first turn (`welcome`) and how a turn is shown (`bubble`);
 * it may add what comes `before` the turns and `after` them, and another look of what is `arriving`.
 */
export class Log extends Element {
  static properties = {
    turns: { attribute: false },
    /** The assistant's turn that awaits an answer, or null. */
    openTurn: { attribute: false },
    busy: { type: Boolean },
    closed: { type: Boolean },
    loading: { type: Boolean },
    /** "waiting" for an adviser, "adviser", or null. */
    adviser: {},
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
        padding: 0.7rem 1rem;
        margin-top: 1.1rem;
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
    this.scroller.focus();
  }

  render() {
    return html`<div
        class="scroll"
        tabindex="0"
        aria-label=${t("log.label")}
        role="region"
        @scroll=${this.#scrolled}
      >
        ${this.before()} ${this.turns.length ? nothing : this.welcome()}
        <div role="log" aria-busy=${this.loading}>
          ${repeat(
            this.turns,
            ({ id }) => id,
            (turn) => this.bubble(turn),
          )}
        </div>
        ${this.busy ? this.arriving() : nothing} ${this.adviser ? this.#adviser() : nothing}
        ${this.after()} ${this.closed ? this.#closed() : nothing}
      </div>
      <span class="visually-hidden" role="status">${this.busy ? t("log.typing") : ""}</span>
      ${this.isAway ? this.#latest() : nothing}`;
  }

  before() {
    return nothing;
  }

  arriving() {
    return html`<div class="typing" aria-hidden="true"><i></i><i></i><i></i></div>`;
  }

  after() {
    return nothing;
  }

  #adviser() {
    return html`<p class="adviser">${icon("person", 22)} ${t(`log.${this.adviser}`)}</p>`;
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

  get scroller() {
    return this.renderRoot.querySelector(".scroll");
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.isAway = scrollHeight - scrollTop - clientHeight > NEAR_PX;
  }

  // Whoever speaks wants the answer, however fast it comes: they are at the end again at once.
  async updated() {
    const last = this.turns.at(-1)?.id ?? null;
    const before = this.#lastShown;
    this.#lastShown = last;
    if (last === before || last === null) return;
    const known = this.turns.findIndex(({ id }) => id === before);
    const fresh = known < 0 ? this.turns.slice(-1) : this.turns.slice(known + 1);
    if (before === null || fresh.some(({ role }) => role === "user")) this.isAway = false;
    if (this.isAway) return;
    const bubbles = [...this.renderRoot.querySelectorAll("[role=log] > *")];
    await Promise.all(bubbles.map((bubble) => bubble.updateComplete));
    this.#reveal(bubbles.at(-1), { smoothly: before !== null });
  }

  // An answer taller than the window is read from its beginning.
  #reveal(bubble, { smoothly }) {
    requestAnimationFrame(() => {
      const isTall = bubble.offsetHeight > this.scroller.clientHeight - NEAR_PX;
      if (isTall) bubble.scrollIntoView({ block: "start", behavior: smoothly && !calm() ? "smooth" : "auto" });
      else this.#toEnd({ smoothly });
    });
  }

  #toEnd({ smoothly = true } = {}) {
    this.scroller.scrollTo({
      top: this.scroller.scrollHeight,
      behavior: smoothly && !calm() ? "smooth" : "auto",
    });
  }
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
