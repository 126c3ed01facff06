// What the places beside the conversation have in common: a scrolling page that says when it loads,
// what went wrong, and how to go on.
import { css, html, nothing } from "../vendor/lit.js";
import { errorText } from "./api.js";
import { Element } from "./element.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";

export class View extends Element {
  static properties = {
    api: { attribute: false },
    problem: { state: true },
    loading: { state: true },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        position: relative; /* what is hidden in it scrolls with it */
        display: block;
        height: 100%;
        overflow-y: auto;
        overscroll-behavior: contain;
        scrollbar-gutter: stable;
      }
      .column {
        display: grid;
        gap: 1.25rem;
        grid-template-columns: minmax(0, 1fr);
        max-width: 60rem;
        margin: 0 auto;
        padding: clamp(1rem, 3vw, 2rem) clamp(0.9rem, 3vw, 1.75rem) 3rem;
      }
      h2 {
        font-size: clamp(1.5rem, 1.3rem + 1vw, 2rem);
      }
      h2:focus {
        outline: 0;
      }
      h3 {
        font-size: 1.2rem;
      }
      .panel {
        display: grid;
        gap: 0.8rem;
        grid-template-columns: minmax(0, 1fr);
        padding: 1.1rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .back {
        display: inline-flex;
        gap: 0.4rem;
        align-items: center;
        justify-self: start;
        min-height: 2.25rem;
        color: var(--ink-soft);
        text-decoration: none;
      }
      .back:hover {
        color: var(--ink);
        text-decoration: underline;
      }
      [role="alert"] {
        display: contents;
      }
      .problem {
        display: flex;
        flex-wrap: wrap;
        gap: 0.6rem 1rem;
        align-items: center;
        padding: 0.8rem 1rem;
        border: 1px solid var(--danger-line);
        border-radius: var(--radius-small);
        background: var(--danger-soft);
        color: var(--danger);
      }
      .problem p {
        flex: 1 1 14rem;
      }
      .empty {
        display: grid;
        gap: 0.75rem;
        justify-items: center;
        padding: 2.5rem 1rem;
        text-align: center;
      }
      .empty svg {
        color: var(--warm);
      }
      .empty .actions {
        justify-content: center;
      }
      details.panel {
        display: block;
      }
      .empty p {
        max-width: 32rem;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.6rem;
      }
      .ghost {
        border-radius: var(--radius);
        background: var(--surface-raised);
        animation: wait 1.4s infinite alternate ease-in-out;
      }
      @keyframes wait {
        to {
          opacity: 0.5;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.problem = null;
    this.loading = false;
  }

  #titleAwaited = false;

  /** Put the keyboard and the screen reader at the title, once there is one. */
  focusTitle() {
    const title = this.renderRoot.querySelector("h2");
    this.#titleAwaited = !title;
    title?.focus({ preventScroll: true });
  }

  /** Do `work`; what goes wrong is shown, and so is that it is under way. */
  async during(work) {
    this.loading = true;
    try {
      const result = await work();
      this.problem = null;
      return result;
    } catch (problem) {
      if (problem.name === "AbortError") return undefined;
      if (problem.status === undefined) throw problem;
      this.problem = problem;
      return undefined;
    } finally {
      this.loading = false;
      if (this.#titleAwaited) setTimeout(() => this.focusTitle());
    }
  }

  #again = () => {};
  #backOnline = () => {
    if (this.problem?.status === 0) this.#again();
  };

  connectedCallback() {
    super.connectedCallback();
    addEventListener("online", this.#backOnline);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("online", this.#backOnline);
  }

  /** The last problem in words, with a button to try again; the line's return tries too. */
  trouble(again) {
    this.#again = again;
    return html`<div role="alert">
      ${this.problem
        ? html`<div class="problem">
            ${icon("alert", 22)}
            <p>${this.problem.status === 0 ? t("error.unread") : errorText(this.problem)}</p>
            <button class="button small" @click=${again}>${t("retry")}</button>
          </div>`
        : nothing}
    </div>`;
  }
}
