// <file-attachment>: a file of a message: a picture is shown, all else is downloaded.
//
// Files are given to whoever is signed in, so the bytes are asked for with the token.
import { css, html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { Element } from "./shared/element.js";
import { language, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { toast } from "./shared/toasts.js";

const PICTURES = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/** A size as people say it, for example "2,4 Mo". */
export function sizeOf(bytes) {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, "kilobyte"] : [bytes / 1e6, "megabyte"];
  return new Intl.NumberFormat(language.current, {
    style: "unit",
    unit,
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(Math.max(value, 0.1));
}

/** Give the person a file that the service keeps at `path`, as `name`. */
export async function download(api, path, name) {
  try {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await api.blob("GET", path));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  } catch (problem) {
    if (problem.status === undefined) throw problem;
    toast(problem.status === 404 ? t("file.gone") : errorText(problem));
  }
}

class FileAttachment extends Element {
  static properties = {
    api: { attribute: false },
    file: { attribute: false },
    source: { state: true },
    failed: { state: true },
    busy: { state: true },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: block;
        max-width: 100%;
      }
      button {
        display: flex;
        gap: 0.6rem;
        align-items: center;
        max-width: min(22rem, 100%);
        padding: 0.55rem 0.8rem;
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
        background: var(--surface);
        text-align: start;
      }
      button:hover {
        border-color: var(--accent);
      }
      span {
        display: grid;
        min-width: 0;
        line-height: 1.25;
      }
      b {
        overflow: hidden;
        font-weight: 550;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      small {
        color: var(--ink-soft);
      }
      .picture {
        display: block;
        padding: 0;
        overflow: hidden;
        border-radius: var(--radius-small);
      }
      .picture div {
        display: grid;
        place-items: center;
        width: 15rem;
        max-width: 100%;
        height: 11rem;
        background: var(--surface-raised);
        color: var(--ink-soft);
      }
      img {
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
    `,
  ];

  #seen = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) this.#show();
  });

  connectedCallback() {
    super.connectedCallback();
    if (PICTURES.includes(this.file.media_type)) this.#seen.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#seen.disconnect();
    if (this.source) URL.revokeObjectURL(this.source);
    this.source = null;
  }

  render() {
    const { name, media_type: kind, size_bytes: bytes } = this.file;
    if (PICTURES.includes(kind) && !this.failed) {
      return html`<button class="picture" aria-label=${t("file.download", name)} title=${name} @click=${this.#download}>
        <div>${this.source ? html`<img src=${this.source} alt=${name} />` : icon("photo", 28)}</div>
      </button>`;
    }
    return html`<button ?disabled=${this.busy} @click=${this.#download}>
      ${icon("file", 24)}
      <span class="visually-hidden">${t("file.fetch")}</span>
      <span><b>${name}</b><small>${bytes === undefined ? nothing : sizeOf(bytes)}</small></span>
      ${icon("download", 18)}
    </button>`;
  }

  async #show() {
    this.#seen.disconnect();
    if (this.source) return;
    try {
      const source = URL.createObjectURL(await this.api.blob("GET", this.file.url));
      if (this.isConnected) this.source = source;
      else URL.revokeObjectURL(source);
    } catch {
      this.failed = true;
    }
  }

  async #download() {
    if (this.busy) return;
    this.busy = true;
    await download(this.api, this.file.url, this.file.name);
    this.busy = false;
  }
}

customElements.define("file-attachment", FileAttachment);
