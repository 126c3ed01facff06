// <meuble-composer>: where the customer writes, with the photos that go along.
import { css, html, nothing } from "./vendor/lit.js";
import { Composer } from "./shared/composer.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { keep, kept } from "./shared/kept.js";
import { toast } from "./shared/toasts.js";
import "./microphone.js";
import { ACCEPTED, MOST as MOST_PHOTOS, Photos } from "./photos.js";
import "./tray.js";

const KEY = "comptoir.meuble.draft";

class MeubleComposer extends Composer {
  static properties = {
    api: { attribute: false },
    /** Whether the service turns speech into text. */
    hears: { type: Boolean },
    isWaiting: { state: true },
  };

  static styles = [
    Composer.styles,
    css`
      .camera {
        display: none;
      }
      .button {
        width: 2.75rem;
        margin-inline-start: auto;
        padding: 0;
      }
      @media (hover: none) {
        .camera {
          display: grid;
        }
      }
    `,
  ];

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

  restore(turn) {
    const back = (turn.photos ?? []).map((photo) => ({ ...photo, id: photo.url, status: "done" }));
    this.photos.list = [...back, ...this.photos.list].slice(0, MOST_PHOTOS);
    this.#photosChanged();
    super.restore(turn);
  }

  clear() {
    this.isWaiting = false;
    this.photos.clear();
    super.clear();
  }

  /** Send along files that were dropped or pasted. */
  addFiles(files) {
    const leftAside = this.photos.add(files);
    if (leftAside) toast(t("photos.tooMany", MOST_PHOTOS));
  }

  get isEmpty() {
    return super.isEmpty && !this.photos?.list.length;
  }

  render() {
    return html`<form @submit=${this.submit}>
        <meuble-tray .photos=${this.photos}></meuble-tray>
        ${this.field()}
        <div class="tools">
          ${this.#chooser("photo", "photos.add", "", false)}
          ${this.#chooser("camera", "photos.take", "camera", true)}
          ${this.hears
            ? html`<meuble-microphone .api=${this.api} @heard=${this.#heard}></meuble-microphone>`
            : nothing}
          ${this.sendButton()}
        </div>
      </form>
      ${this.under()}`;
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

  hint() {
    return this.isWaiting ? html`<span role="status">${t("composer.waits")}</span>` : super.hint();
  }

  keepDraft() {
    const photos = this.photos.done.map((photo) => ({ ...photo, preview: null }));
    keep(KEY, this.text || photos.length ? { text: this.text, photos } : null);
  }

  #heard({ detail: words }) {
    this.write(this.text.trim() ? `${this.text.trimEnd()} ${words}` : words);
    this.focus();
  }

  #chosen({ target }) {
    this.addFiles([...target.files]);
    target.value = "";
    this.focus();
  }

  // A message waits for its photos; one that did not arrive is for the customer to settle first.
  #photosChanged() {
    this.keepDraft();
    this.requestUpdate();
    if (this.photos.troubled) this.isWaiting = false;
    else if (this.isWaiting && !this.photos.busy) this.#say();
  }

  send() {
    if (this.photos.busy) this.isWaiting = true;
    else if (this.photos.troubled) toast(t("photos.trouble"));
    else this.#say();
  }

  #say() {
    const photos = this.photos.done;
    const words = this.words || t("composer.photosOnly", photos.length);
    this.clear();
    this.emit("say", { words, photos });
  }
}

customElements.define("meuble-composer", MeubleComposer);
