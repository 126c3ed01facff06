// <foyer-composer>: where one writes, with the documents that go along.
import { css, html } from "./vendor/lit.js";
import { Composer } from "./shared/composer.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { keep, kept } from "./shared/kept.js";
import "./tray.js";
import { ACCEPTED, Uploads } from "./uploads.js";

const TYPES_EVERY_MS = 2_500;
const STOPS_TYPING_MS = 4_000;

class FoyerComposer extends Composer {
  static properties = {
    api: { attribute: false },
    account: { attribute: false },
    chatId: { attribute: false },
    /** Whether an answer is being written, or a message is on its way: nothing else may leave. */
    busy: { type: Boolean },
    /** Whether the chat could not be read: what is written waits for it. */
    apart: { type: Boolean },
    /** Whether the answer that is being written can be stopped. */
    stoppable: { type: Boolean },
    isWaiting: { state: true },
  };

  static styles = [
    Composer.styles,
    css`
      textarea {
        max-height: min(14rem, 35vh);
      }
      .tools {
        justify-content: space-between;
      }
      .button {
        min-width: 2.75rem;
        padding: 0 0.7rem;
      }
      .under {
        margin-top: 0.3rem;
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
    `,
  ];

  #typedAt = 0;
  #stopsTyping;

  constructor() {
    super();
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

  restore(item) {
    this.isWaiting = false;
    super.restore(item);
  }

  addFiles(files) {
    this.uploads.add(files);
    this.focus();
  }

  render() {
    return html`<form @submit=${this.submit}>
        <foyer-tray .uploads=${this.uploads}></foyer-tray>
        ${this.field()}
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
          ${this.stoppable ? this.#stop() : this.sendButton({ disabled: !this.#canSend })}
        </div>
      </form>
      ${this.under()}`;
  }

  #stop() {
    return html`<button class="button stop" type="button" @click=${() => this.emit("stop")}>
      ${icon("stop", 20)} ${t("composer.stop")}
    </button>`;
  }

  get #canSend() {
    return !this.isEmpty && this.left >= 0 && !this.busy && !this.apart;
  }

  hint() {
    if (this.isWaiting) {
      const words = t(this.busy ? "composer.waitsForAnswer" : "composer.waits");
      return html`<span role="status">${words}</span>
        <button class="stay" type="button" @click=${this.#stay}>${t("composer.stay")}</button>`;
    }
    if (this.busy && !this.isEmpty) return html`<span>${t("composer.busy")}</span>`;
    return super.hint();
  }

  keepDraft() {
    keep(this.#key, this.text || null);
  }

  typed(event) {
    super.typed(event);
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

  #uploadsChanged() {
    this.requestUpdate();
    this.#leave();
  }

  // A message waits until its documents are read, since its answer is to know them, and until the
  // answer before it is whole. It stays in the field meanwhile, where it can be changed or kept.
  send() {
    if (this.apart) return;
    this.isWaiting = true;
    this.#leave();
  }

  #leave() {
    if (this.isWaiting && !this.busy && !this.apart && !this.uploads.isBusy) this.#say();
  }

  #stay() {
    this.isWaiting = false;
    this.focus();
  }

  updated(changed) {
    super.updated(changed);
    if (changed.has("busy")) this.#leave();
  }

  #say() {
    this.isWaiting = false;
    if (this.isEmpty) return;
    const { words } = this;
    const files = this.uploads.take();
    clearTimeout(this.#stopsTyping);
    this.#typedAt = 0;
    this.clear();
    this.emit("say", { words, files });
  }
}

customElements.define("foyer-composer", FoyerComposer);
