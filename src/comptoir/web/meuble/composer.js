// <meuble-composer>: where the customer writes, with the photos that go along.
import { css, html, live, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { keep, kept } from "./shared/kept.js";
import { toast } from "./shared/toasts.js";
import "./microphone.js";
import { ACCEPTED, MOST as MOST_PHOTOS, Photos } from "./photos.js";
import "./tray.js";

const MOST = 4000; // characters of a message, a promise of the service
const SHOW_BELOW = 400;
const KEY = "comptoir.meuble.draft";

class MeubleComposer extends Element {
  static properties = {
    api: { attribute: false },
    /** Whether the service turns speech into text. */
    hears: { type: Boolean },
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
        align-items: center;
        gap: 0.15rem;
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
      .camera {
        display: none;
      }
      .button {
        width: 2.75rem;
        padding: 0;
        margin-inline-start: auto;
      }
      .button.primary:disabled {
        border-color: var(--line);
        background: var(--surface-raised);
        color: var(--ink-soft);
        opacity: 1;
      }
      .under {
        display: flex;
        justify-content: space-between;
        gap: 1rem;
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
        .camera {
          display: grid;
        }
        .under {
          min-height: 0;
        }
      }
    `,
  ];

  #keeping;

  constructor() {
    super();
    this.text = kept(KEY)?.text ?? "";
    this.isWaiting = false;
  }

  firstUpdated() {
    this.photos = new Photos(this.api, { list: kept(KEY)?.photos });
    this.photos.addEventListener("change", () => this.#photosChanged());
    this.requestUpdate();
  }

  focus() {
    this.#field.focus();
  }

  /** Put a message back before what is being written, to be changed and sent again. */
  restore({ content, photos = [] }) {
    this.text = this.text ? `${content}\n${this.text}` : content;
    const back = photos.map((photo) => ({ ...photo, id: photo.url, status: "done" }));
    this.photos.list = [...back, ...this.photos.list].slice(0, MOST_PHOTOS);
    this.#photosChanged();
    this.focus();
  }

  /** Forget what is being written. */
  clear() {
    this.text = "";
    this.photos.clear();
    this.#keep();
  }

  /** Begin the message with `words`, if nothing was written yet. */
  suggest(words) {
    if (!this.text.trim()) this.#write(words);
    this.focus();
  }

  /** Send along files that were dropped or pasted. */
  addFiles(files) {
    const leftAside = this.photos.add(files);
    if (leftAside) toast(t("photos.tooMany", MOST_PHOTOS));
  }

  get #field() {
    return this.renderRoot.querySelector("textarea");
  }

  // The service counts characters, JavaScript halves of some.
  get #left() {
    return MOST - [...this.text.trim()].length;
  }

  get #isEmpty() {
    return !this.text.trim() && !this.photos?.list.length;
  }

  render() {
    const left = this.#left;
    return html`<form @submit=${this.#submit}>
        <meuble-tray .photos=${this.photos}></meuble-tray>
        <textarea
          rows="1"
          dir="auto"
          aria-label=${t("composer.label")}
          aria-describedby="under"
          aria-invalid=${left < 0}
          placeholder=${t("composer.placeholder")}
          enterkeyhint="send"
          .value=${live(this.text)}
          @input=${() => this.#write(this.#field.value)}
          @keydown=${this.#pressed}
          @paste=${this.#pasted}
        ></textarea>
        <div class="tools">
          ${this.#chooser("photo", "photos.add", "", false)}
          ${this.#chooser("camera", "photos.take", "camera", true)}
          ${this.hears
            ? html`<meuble-microphone .api=${this.api} @heard=${this.#heard}></meuble-microphone>`
            : nothing}
          <button
            class="button primary"
            aria-label=${t("composer.send")}
            ?disabled=${this.#isEmpty || left < 0}
          >
            ${icon("send", 22)}
          </button>
        </div>
      </form>
      <p class="under quiet" id="under">
        ${this.isWaiting
          ? html`<span role="status">${t("composer.waits")}</span>`
          : html`<span class="hint">${t("composer.hint")}</span>`}
        <span>${this.#count(left)}</span>
      </p>`;
  }

  #chooser(shape, label, name, isCamera) {
    return html`<button
        class="tool ${name}"
        type="button"
        aria-label=${t(label)}
        title=${t(label)}
        @click=${(event) => event.currentTarget.nextElementSibling.click()}
      >
        ${icon(shape, 22)}
      </button>
      <input
        type="file"
        hidden
        ?multiple=${!isCamera}
        accept=${isCamera ? ACCEPTED.photo : ACCEPTED.any}
        capture=${isCamera ? "environment" : nothing}
        @change=${this.#chosen}
      />`;
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
    const photos = this.photos.done.map((photo) => ({ ...photo, preview: null }));
    keep(KEY, this.text || photos.length ? { text: this.text, photos } : null);
  }

  #heard({ detail: words }) {
    this.#write(this.text.trim() ? `${this.text.trimEnd()} ${words}` : words);
    this.focus();
  }

  #chosen({ target }) {
    this.addFiles([...target.files]);
    target.value = "";
    this.focus();
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

  // A message waits for its photos; one that did not arrive is for the customer to settle first.
  #photosChanged() {
    this.#keep();
    this.requestUpdate();
    if (this.photos.troubled) this.isWaiting = false;
    else if (this.isWaiting && !this.photos.busy) this.#send();
  }

  #submit(event) {
    event.preventDefault();
    if (this.#isEmpty || this.#left < 0) return;
    if (this.photos.busy) this.isWaiting = true;
    else if (this.photos.troubled) toast(t("photos.trouble"));
    else this.#send();
  }

  #send() {
    const photos = this.photos.done;
    const words = this.text.trim() || t("composer.photosOnly", photos.length);
    this.isWaiting = false;
    this.clear();
    this.emit("say", { words, photos });
  }

  // Where `field-sizing` is unknown the field grows by its rows.
  updated() {
    if (CSS.supports("field-sizing", "content")) return;
    this.#field.rows = Math.min(
      7,
      this.text.split("\n").length + Math.floor(this.text.length / 60),
    );
  }
}

customElements.define("meuble-composer", MeubleComposer);
