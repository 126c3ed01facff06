// <meuble-talk>: the conversation with the shop, and where one writes.
import { css, html, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import "./composer.js";
import "./help.js";
import "./log.js";

class MeubleTalk extends Element {
  static properties = {
    api: { attribute: false },
    /** A `Conversation`. */
    conversation: { attribute: false },
    /** What the service can do with sound, `{hears, speaks}`. */
    voice: { attribute: false },
    isOver: { state: true },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        position: relative;
        display: grid;
        grid-template-columns: minmax(0, 48rem);
        justify-content: center;
        gap: 2.5rem;
        height: 100%;
        min-height: 0;
      }
      .talk {
        display: grid;
        grid-template-rows: minmax(0, 1fr) auto;
        min-height: 0;
      }
      .write {
        position: relative;
        padding: 3px clamp(0.6rem, 3vw, 1.75rem) 0.6rem;
      }
      .write::before {
        content: "";
        position: absolute;
        inset: -1.25rem 0 auto;
        height: 1.25rem;
        background: linear-gradient(transparent, var(--ground));
        pointer-events: none;
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
          grid-template-columns: minmax(0, 48rem) 17rem;
        }
        aside {
          display: block;
        }
      }
    `,
  ];

  #reshow = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    this.conversation.addEventListener("change", this.#reshow);
    this.addEventListener("dragover", this.#over);
    this.addEventListener("dragleave", this.#left);
    this.addEventListener("drop", this.#dropped);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.conversation.removeEventListener("change", this.#reshow);
  }

  /** Put the keyboard where one writes. */
  focus() {
    this.#composer.focus();
  }

  /** Forget what is being written. */
  clear() {
    this.#composer.clear();
  }

  /** Begin a message with `words`. */
  suggest(words) {
    this.#composer.suggest(words);
  }

  render() {
    const talk = this.conversation;
    return html`<div class="talk">
        <meuble-log
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
          @say=${this.#choose}
          @retry=${() => talk.retry()}
          @edit=${({ detail }) => this.#edit(detail)}
        ></meuble-log>
        <div class="write">
          <meuble-composer
            .api=${this.api}
            ?hears=${this.voice.hears}
            @say=${({ detail: { words, photos } }) => talk.say(words, photos)}
          ></meuble-composer>
        </div>
      </div>
      <aside aria-label=${t("help.title")}><meuble-help></meuble-help></aside>
      ${this.isOver ? html`<div class="drop">${icon("photo", 40)} ${t("photos.drop")}</div>` : nothing}`;
  }

  get #composer() {
    return this.renderRoot.querySelector("meuble-composer");
  }

  // The button that was pressed goes away: the keyboard goes to the field, or, on a touch screen
  // where that would raise the keys over the answer, to the messages.
  #choose({ detail: words }) {
    this.conversation.say(words);
    const hovers = matchMedia("(hover: hover)").matches;
    (hovers ? this.#composer : this.renderRoot.querySelector("meuble-log")).focus();
  }

  #edit(turn) {
    this.conversation.takeBack(turn);
    this.#composer.restore(turn);
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
    this.#composer.addFiles([...event.dataTransfer.files]);
  };
}

customElements.define("meuble-talk", MeubleTalk);
