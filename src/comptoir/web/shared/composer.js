// The base of the field where one writes: keeps what is typed, counts it, sends it at Enter.
import { css, html, live, nothing } from "../vendor/lit.js";
import { lengthOf } from "./characters.js";
import { Element } from "./element.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";

/** Characters of a message, a promise of every service. */
export const MOST = 4000;
const SHOW_BELOW = 400;
const MOST_ROWS = 8;

/**
 * A service shows its `field()` and what stands around it in a form whose `submit` is `this.submit`,
 * and the `under()` line; it says how a draft is kept (`keepDraft`) and what is sent (`send`), and may
 * take files that are pasted (`addFiles`).
 */
export class Composer extends Element {
  static properties = { text: { state: true } };

  static styles = [
    Element.styles,
    css`
      :host {
        display: block;
      }
      form {
        display: grid;
        gap: 0.15rem;
        padding: 0.35rem 0.4rem 0.4rem;
        border: 1px solid var(--line-strong);
        border-radius: 1.4rem;
        background: var(--surface);
      }
      form:focus-within {
        border-color: var(--accent);
        box-shadow: 0 0 0 2px var(--accent);
      }
      textarea {
        width: 100%;
        min-height: 2.5rem;
        max-height: min(12rem, 35vh);
        padding: 0.5rem 0.75rem 0.3rem;
        border: 0;
        outline: 0;
        background: none;
        color: inherit;
        font: inherit;
        resize: none;
        field-sizing: content;
      }
      textarea:focus-visible {
        outline: 0; /* the whole form shows the focus */
      }
      textarea::placeholder {
        color: var(--ink-soft);
        opacity: 1;
      }
      .tools {
        display: flex;
        gap: 0.15rem;
        align-items: center;
      }
      .tool {
        display: grid;
        place-items: center;
        width: 2.75rem;
        height: 2.75rem;
        border: 0;
        border-radius: 50%;
        background: none;
        color: var(--ink-soft);
      }
      .tool:hover {
        background: var(--surface-raised);
        color: var(--ink);
      }
      .button.primary:disabled {
        border-color: var(--line);
        background: var(--surface-raised);
        color: var(--ink-soft);
        opacity: 1;
      }
      .under {
        display: flex;
        gap: 1rem;
        justify-content: space-between;
        min-height: 1.3rem;
        margin: 0.35rem 1rem 0;
        font-size: 0.8rem;
      }
      .over {
        font-weight: 600;
        color: var(--danger);
      }
      @media (hover: none) {
        .hint {
          display: none;
        }
        .under {
          min-height: 0;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.text = "";
  }

  focus() {
    this.#field?.focus();
  }

  /** Put a message back before what is being written, to be changed and sent again. */
  restore({ content }) {
    this.write(this.text ? `${content}\n${this.text}` : content);
    this.focus();
  }

  /** Forget what is being written. */
  clear() {
    this.write("");
  }

  /** Begin the message with `words`, if nothing was written yet. */
  suggest(words) {
    if (!this.text.trim()) this.write(words);
    this.focus();
  }

  /** Take `text` for what is being written. Kept at once: a page may be gone at any moment. */
  write(text) {
    this.text = text;
    this.keepDraft();
  }

  /** What would be sent. */
  get words() {
    return this.text.trim();
  }

  /** How many characters may still be written. */
  get left() {
    return MOST - lengthOf(this.words);
  }

  get isEmpty() {
    return !this.words;
  }

  get #field() {
    return this.renderRoot.querySelector("textarea");
  }

  field(placeholder = t("composer.placeholder")) {
    return html`<textarea
      rows="1"
      dir="auto"
      aria-label=${t("composer.label")}
      aria-describedby="under"
      aria-invalid=${this.left < 0}
      placeholder=${placeholder}
      enterkeyhint="send"
      .value=${live(this.text)}
      @input=${this.typed}
      @keydown=${this.#pressed}
      @paste=${this.#pasted}
    ></textarea>`;
  }

  sendButton({ disabled = this.isEmpty || this.left < 0 } = {}) {
    return html`<button class="button primary" aria-label=${t("composer.send")} ?disabled=${disabled}>
      ${icon("send", 22)}
    </button>`;
  }

  under(hint = this.hint()) {
    return html`<p class="under quiet" id="under">
      ${hint} <span class="count">${this.#count()}</span><slot></slot>
    </p>`;
  }

  hint() {
    return html`<span class="hint">${t("composer.hint")}</span>`;
  }

  #count() {
    const { left } = this;
    if (left < 0) return html`<span class="over">${t("composer.tooLong", -left)}</span>`;
    return left < SHOW_BELOW ? t("composer.count", left) : nothing;
  }

  typed({ target }) {
    this.write(target.value);
  }

  #pressed(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.submit(event);
  }

  #pasted(event) {
    const files = [...event.clipboardData.files];
    if (!files.length || !this.addFiles) return;
    event.preventDefault();
    this.addFiles(files);
  }

  submit(event) {
    event.preventDefault();
    if (!this.isEmpty && this.left >= 0) this.send();
  }

  // Where `field-sizing` is unknown the field grows by its rows.
  updated() {
    if (CSS.supports("field-sizing", "content")) return;
    const rows = this.text.split("\n").length + Math.floor(this.text.length / 60);
    this.#field.rows = Math.min(MOST_ROWS, rows);
  }
}
