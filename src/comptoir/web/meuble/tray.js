// <meuble-tray>: the photos that were chosen, how far each is, and how to take a better one.
import { css, html, nothing, repeat } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";

class MeubleTray extends Element {
  static properties = {
    /** A `Photos`. */
    photos: { attribute: false },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: contents; /* no room taken while there are none */
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr));
        gap: 0.5rem;
        max-height: 40vh;
        margin: 0;
        padding: 3px;
        overflow-y: auto;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: 0.1rem 0.65rem;
        align-items: center;
        padding: 0.45rem;
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
        background: var(--ground);
        font-size: 0.85rem;
        line-height: 1.35;
      }
      li.refused,
      li.failed {
        border-color: var(--danger-line);
      }
      .picture {
        display: grid;
        place-items: center;
        width: 3.75rem;
        height: 3.75rem;
        overflow: hidden;
        border-radius: 0.4rem;
        background: var(--surface-raised);
        color: var(--ink-soft);
      }
      img {
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
      .name {
        overflow: hidden;
        font-weight: 600;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .problem {
        color: var(--danger);
      }
      .quality {
        display: inline-flex;
        gap: 0.3rem;
        align-items: center;
        font-weight: 600;
      }
      .good {
        color: var(--accent);
      }
      .poor {
        color: var(--warm);
      }
      progress {
        width: 100%;
        height: 0.4rem;
        accent-color: var(--accent);
      }
      .remove {
        display: grid;
        place-items: center;
        width: 2.75rem;
        height: 2.75rem;
        border: 0;
        border-radius: 50%;
        background: none;
        color: var(--ink-soft);
      }
      .remove:hover {
        background: var(--surface-raised);
        color: var(--ink);
      }
      .link {
        font-size: inherit;
      }
    `,
  ];

  #reshow = () => this.requestUpdate();
  #shown = null;

  willUpdate() {
    if (this.photos === this.#shown) return;
    this.#shown?.removeEventListener("change", this.#reshow);
    this.photos?.addEventListener("change", this.#reshow);
    this.#shown = this.photos;
  }

  render() {
    const list = this.photos?.list ?? [];
    return html`<span class="visually-hidden" role="status">${this.#spoken(list)}</span>
      ${list.length
        ? html`<ul aria-label=${t("photos.label")}>
            ${repeat(
              list,
              ({ id }) => id,
              (photo) => this.#photo(photo),
            )}
          </ul>`
        : nothing}`;
  }

  #spoken(list) {
    if (!list.length) return "";
    const done = list.filter(({ status }) => status === "done").length;
    return t("photos.progress", done, list.length);
  }

  #photo(photo) {
    const { id, name, kind, preview, url, status } = photo;
    const source = kind === "photo" && status !== "refused" ? (preview ?? url) : null;
    return html`<li class=${status}>
      <span class="picture">
        ${source ? html`<img src=${source} alt="" />` : icon(kind === "video" ? "film" : "photo", 26)}
      </span>
      <div>
        <p class="name" title=${name}>${name}</p>
        ${this.#state(photo)}
      </div>
      <button
        class="remove"
        type="button"
        aria-label=${t("photos.remove", name)}
        @click=${() => this.photos.remove(id)}
      >
        ${icon("cross", 18)}
      </button>
    </li>`;
  }

  #state({ id, name, status, progress, problem, analysis }) {
    if (status === "waiting") return html`<p class="quiet">${t("photos.waiting")}</p>`;
    if (status === "sending") {
      return html`<progress max="1" .value=${progress} aria-label=${t("photos.sending", name)}></progress>`;
    }
    if (status === "done") return advice(analysis);
    const words = problem.words ? t(`photos.${problem.words}`) : errorText(problem);
    return html`<p class="problem">${words}</p>
      ${status === "failed"
        ? html`<button class="link" type="button" @click=${() => this.photos.retry(id)}>
            ${t("retry")}
          </button>`
        : nothing}`;
  }
}

/** How useful a photo is, and what would make it better. */
export function advice(analysis) {
  if (!analysis?.quality || analysis.quality === "unknown") return html`<p class="quiet">${t("photos.sent")}</p>`;
  const { quality, issues = [], recommendations = [] } = analysis;
  return html`<p class="quality ${quality}">
      ${icon(quality === "poor" ? "alert" : "check", 16)} ${t(`photos.${quality}`)}
    </p>
    ${issues.length || recommendations.length
      ? html`<p class="quiet">${[...issues.map((issue) => `${issue}.`), ...recommendations].join(" ")}</p>`
      : nothing}`;
}

customElements.define("meuble-tray", MeubleTray);
