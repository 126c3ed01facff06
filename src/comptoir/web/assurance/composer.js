// <assurance-composer>: where the customer writes.
import { css, html, live, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { keep, kept } from "./shared/kept.js";

const MOST = 4000; // characters of a message, a promise of the service
const SHOW_BELOW = 400;
const KEY = "comptoir.assurance.draft";

class AssuranceComposer extends Element {
  static properties = {
    /** The word that says what may be written here now. */
    placeholder: {},
    text: { state: true },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: block;
      }
      form {
        display: flex;
        gap: 0.4rem;
        align-items: end;
        padding: 0.4rem;
        border: 1px solid var(--line-strong);
        border-radius: 1.5rem;
        background: var(--surface);
      }
      form:focus-within {
        border-color: var(--accent);
        box-shadow: 0 0 0 2px var(--accent);
      }
      textarea {
        flex: 1;
        min-width: 0;
        min-height: 2.75rem;
        max-height: min(12rem, 35vh);
        padding: 0.6rem 0.75rem;
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
      .button {
        flex: none;
        width: 2.75rem;
        padding: 0;
      }
      .button.primary:disabled {
        border-color: var(--line);
        background: var(--surface-raised);
        color: var(--ink-soft);
        opacity: 1;
      }
      .under {
        display: flex;
        flex-wrap: wrap;
        gap: 0.2rem 1.2rem;
        align-items: center;
        min-height: 1.6rem;
        margin: 0.35rem 1rem 0;
        font-size: 0.8rem;
      }
      .count {
        margin-inline-start: auto;
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
          justify-content: center;
          min-height: 0;
        }
        .count:empty {
          display: none;
        }
      }
    `,
  ];

  #keeping;

  constructor() {
    super();
    this.text = kept(KEY) ?? "";
    this.placeholder = "composer.placeholder";
  }

  focus() {
    this.#field.focus();
  }

  /** Put a message back before what is being written, to be changed and sent again. */
  restore({ content }) {
    this.#write(this.text ? `${content}\n${this.text}` : content);
    this.focus();
  }

  /** Forget what is being written. */
  clear() {
    this.text = "";
    this.#keep();
  }

  /** Begin the message with `words`, if nothing was written yet. */
  suggest(words) {
    if (!this.text.trim()) this.#write(words);
    this.focus();
  }

  get #field() {
    return this.renderRoot.querySelector("textarea");
  }

  // The service counts characters, JavaScript halves of some.
  get #left() {
    return MOST - [...this.text.trim()].length;
  }

  render() {
    const left = this.#left;
    return html`<form @submit=${this.#submit}>
        <textarea
          rows="1"
          dir="auto"
          aria-label=${t("composer.label")}
          aria-describedby="under"
          aria-invalid=${left < 0}
          placeholder=${t(this.placeholder)}
          enterkeyhint="send"
          .value=${live(this.text)}
          @input=${() => this.#write(this.#field.value)}
          @keydown=${this.#pressed}
        ></textarea>
        <button
          class="button primary"
          aria-label=${t("composer.send")}
          ?disabled=${!this.text.trim() || left < 0}
        >
          ${icon("send", 22)}
        </button>
      </form>
      <p class="under quiet" id="under">
        <span class="hint">${t("composer.hint")}</span>
        <span class="count">${this.#count(left)}</span>
        <slot></slot>
      </p>`;
  }

  #count(left) {
    if (left < 0) return html`<span class="over">${t("composer.tooLong", -left)}</span>`;
    return left < SHOW_BELOW ? t("composer.count", left) : nothing;
  }

  #write(text) {
    this.text = text;
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => this.#keep(), 300);
  }

  #keep() {
    clearTimeout(this.#keeping);
    keep(KEY, this.text || null);
  }

  #pressed(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#submit(event);
  }

  #submit(event) {
    event.preventDefault();
    const words = this.text.trim();
    if (!words || this.#left < 0) return;
    this.clear();
    this.emit("say", words);
  }

  // Where `field-sizing` is unknown the field grows by its rows.
  updated() {
    if (CSS.supports("field-sizing", "content")) return;
    const rows = this.text.split("\n").length + Math.floor(this.text.length / 60);
    this.#field.rows = Math.min(7, rows);
  }
}

customElements.define("assurance-composer", AssuranceComposer);
