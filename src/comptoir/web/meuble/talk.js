// <meuble-talk>: the conversation with the shop, where photos may be dropped, and some help beside.
import { css, html, nothing } from "./vendor/lit.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { Talk } from "./shared/talk.js";
import "./composer.js";
import "./help.js";
import "./log.js";

class MeubleTalk extends Talk {
  static properties = {
    api: { attribute: false },
    /** What the service can do with sound, `{hears, speaks}`. */
    voice: { attribute: false },
    isOver: { state: true },
  };

  static styles = [
    Talk.styles,
    css`
      :host {
        --talk-width: 48rem;
        position: relative;
        gap: 2.5rem;
      }
      aside {
        display: none;
        padding: 2.5rem 0;
        overflow-y: auto;
      }
      .drop {
        position: absolute;
        inset: 0.75rem;
        z-index: 3;
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 0.6rem;
        border: 2px dashed var(--accent);
        border-radius: var(--radius);
        background: color-mix(in srgb, var(--accent-soft) 92%, transparent);
        color: var(--accent-strong);
        font-weight: 600;
        pointer-events: none;
      }
      @media (min-width: 72rem) {
        :host {
          grid-template-columns: minmax(0, var(--talk-width)) 17rem;
        }
        aside {
          display: block;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.addEventListener("dragover", this.#over);
    this.addEventListener("dragleave", this.#left);
    this.addEventListener("drop", this.#dropped);
  }

  log(talk) {
    return html`<meuble-log
      .turns=${talk.turns}
      .openTurn=${talk.open}
      .partial=${talk.partial}
      .adviser=${talk.adviser}
      .api=${this.api}
      ?busy=${talk.busy}
      ?closed=${talk.closed}
      ?earlier=${talk.earlier}
      ?loading=${talk.loading}
      ?speaks=${this.voice.speaks}
      @say=${this.choose}
    ></meuble-log>`;
  }

  composer(talk) {
    return html`<meuble-composer
      .api=${this.api}
      ?hears=${this.voice.hears}
      @say=${({ detail: { words, photos } }) => talk.say(words, photos)}
    ></meuble-composer>`;
  }

  beside() {
    return html`<aside aria-label=${t("help.title")}><meuble-help></meuble-help></aside>
      ${this.isOver ? html`<div class="drop">${icon("photo", 40)} ${t("photos.drop")}</div>` : nothing}`;
  }

  #over = (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    this.isOver = true;
  };

  #left = (event) => {
    if (!this.contains(event.relatedTarget) && event.relatedTarget !== this) this.isOver = false;
  };

  #dropped = (event) => {
    event.preventDefault();
    this.isOver = false;
    this.renderRoot.querySelector("meuble-composer").addFiles([...event.dataTransfer.files]);
  };
}

customElements.define("meuble-talk", MeubleTalk);
