// <foyer-composer>: where one writes, with the documents that go along.
import { css, html, live, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { keep, kept } from "./shared/kept.js";
import { lengthOf } from "./answers.js";
import "./tray.js";
import { ACCEPTED, Uploads } from "./uploads.js";

/** Characters of a message, a promise of the service. */
export const MOST = 4000;
const SHOW_BELOW = 400;
const TYPES_EVERY_MS = 2_500;
const STOPS_TYPING_MS = 4_000;

class FoyerComposer extends Element {
  static properties = {
    api: { attribute: false },
    account: { attribute: false },
    chatId: { attribute: false },
    /** Whether an answer is being written, or a message is on its way: nothing else may leave. */
    busy: { type: Boolean },
    /** Whether the answer that is being written can be stopped. */
    stoppable: { type: Boolean },
    text: { state: true },
    isWaiting: { state: true },
  };

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
        max-height: min(14rem, 35vh);
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
        justify-content: space-between;
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
      .button {
        min-width: 2.75rem;
        padding: 0 0.7rem;
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
        margin: 0.3rem 1rem 0;
        font-size: 0.8rem;
      }
      .stay {
        flex: none;
        min-height: 1.5rem;
        padding: 0 0.3rem;
        border: 0;
        background: none;
        color: var(--accent);
        font: inherit;
        text-decoration: underline;
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

  #typedAt = 0;
  #stopsTyping;

  constructor() {
    super();
    this.text = "";
    this.isWaiting = false;
  }

  get #key() {
    return `comptoir.foyer.${this.account.id}.draft.${this.chatId}`;
  }

  willUpdate() {
    if (this.uploads) return;
    this.text = kept(this.#key) ?? "";
    this.uploads = new Uploads(this.api, "chat", this.chatId);
    this.uploads.addEventListener("change", () => this.#uploadsChanged());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.uploads?.close();
  }

  focus() {
    this.#field?.focus();
  }

  /** Put words back before what is being written, to be changed and sent again. */
  restore(words) {
    this.isWaiting = false;
    this.#write(this.text ? `${words}\n${this.text}` : words);
    this.focus();
  }

  addFiles(files) {
    this.uploads.add(files);
    this.focus();
  }

  get #field() {
    return this.renderRoot.querySelector("textarea");
  }

  render() {
    const left = MOST - lengthOf(this.text.trim());
    const canSend = this.text.trim() && left >= 0 && !this.busy;
    return html`<form @submit=${this.#submit}>
        <foyer-tray .uploads=${this.uploads}></foyer-tray>
        <textarea
          rows="1"
          dir="auto"
          aria-label=${t("composer.label")}
          aria-describedby="under"
          aria-invalid=${left < 0}
          placeholder=${t("composer.placeholder")}
          enterkeyhint="send"
          .value=${live(this.text)}
          @input=${this.#typed}
          @keydown=${this.#pressed}
          @paste=${this.#pasted}
        ></textarea>
        <div class="tools">
          <button
            class="tool"
            type="button"
            aria-label=${t("composer.attach")}
            title=${t("composer.attach")}
            @click=${(event) => event.currentTarget.nextElementSibling.click()}
          >
            ${icon("clip", 22)}
          </button>
          <input type="file" hidden multiple accept=${ACCEPTED} @change=${this.#chosen} />
          ${this.stoppable
            ? html`<button class="button stop" type="button" @click=${() => this.emit("stop")}>
                ${icon("stop", 20)} ${t("composer.stop")}
              </button>`
            : html`<button class="button primary" aria-label=${t("composer.send")} ?disabled=${!canSend}>
                ${icon("send", 22)}
              </button>`}
        </div>
      </form>
      <p class="under quiet" id="under">
        ${this.#hint()} <span>${this.#count(left)}</span>
      </p>`;
  }

  #hint() {
    if (this.isWaiting) {
      const words = t(this.busy ? "composer.waitsForAnswer" : "composer.waits");
      return html`<span role="status">${words}</span>
        <button class="stay" type="button" @click=${this.#stay}>${t("composer.stay")}</button>`;
    }
    if (this.busy && this.text.trim()) return html`<span>${t("composer.busy")}</span>`;
    return html`<span class="hint">${t("composer.hint")}</span>`;
  }

  #count(left) {
    if (left < 0) return html`<span class="over">${t("composer.tooLong", -left)}</span>`;
    return left < SHOW_BELOW ? t("composer.count", left) : nothing;
  }

  // Kept at once: a page may be gone at any moment.
  #write(text) {
    this.text = text;
    keep(this.#key, text || null);
  }

  #typed({ target }) {
    this.#write(target.value);
    this.isWaiting = false; // who goes on writing has not finished
    clearTimeout(this.#stopsTyping);
    this.#stopsTyping = setTimeout(() => this.#types(false), STOPS_TYPING_MS);
    if (Date.now() - this.#typedAt > TYPES_EVERY_MS) this.#types(true);
  }

  #types(isTyping) {
    this.#typedAt = isTyping ? Date.now() : 0;
    this.emit("types", isTyping);
  }

  #chosen({ target }) {
    this.addFiles([...target.files]);
    target.value = "";
  }

  #pasted(event) {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    this.addFiles(files);
  }

  #pressed(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#submit(event);
  }

  #uploadsChanged() {
    this.requestUpdate();
    this.#leave();
  }

  // A message waits until its documents are read, since its answer is to know them, and until the
  // answer before it is whole. It stays in the field meanwhile, where it can be changed or kept.
  #submit(event) {
    event.preventDefault();
    if (!this.text.trim() || lengthOf(this.text.trim()) > MOST) return;
    this.isWaiting = true;
    this.#leave();
  }

  #leave() {
    if (this.isWaiting && !this.busy && !this.uploads.isBusy) this.#send();
  }

  #stay() {
    this.isWaiting = false;
    this.focus();
  }

  #send() {
    this.isWaiting = false;
    if (this.busy || !this.text.trim()) return;
    const words = this.text.trim();
    const files = this.uploads.take();
    clearTimeout(this.#stopsTyping);
    this.#typedAt = 0;
    this.#write("");
    this.emit("say", { words, files });
  }

  updated(changed) {
    if (changed.has("busy")) this.#leave();
    this.#grow();
  }

  // Where `field-sizing` is unknown the field grows by its rows.
  #grow() {
    if (CSS.supports("field-sizing", "content")) return;
    const rows = this.text.split("\n").length + Math.floor(this.text.length / 60);
    this.#field.rows = Math.min(8, rows);
  }
}

customElements.define("foyer-composer", FoyerComposer);
