// <assurance-talk>: the conversation with the insurer, and where one writes.
import { css, html, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import "./composer.js";
import "./log.js";

class AssuranceTalk extends Element {
  static properties = {
    /** A `Conversation`. */
    conversation: { attribute: false },
    quotes: { attribute: false },
    shown: { attribute: false },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 54rem);
        justify-content: center;
        height: 100%;
        min-height: 0;
      }
      .talk {
        display: grid;
        grid-template-rows: minmax(0, 1fr) auto;
        grid-template-columns: minmax(0, 1fr);
        min-height: 0;
      }
      .write {
        position: relative;
        padding: 3px clamp(0.6rem, 3vw, 1.75rem) 0.6rem;
      }
      .person {
        display: flex;
        gap: 0.35rem;
        align-items: center;
        padding: 0.15rem 0;
        font-size: 0.85rem;
        font-weight: 500;
      }
      @media (hover: none) {
        .person {
          min-height: 2rem;
          margin: 0 auto;
        }
      }
      .write::before {
        content: "";
        position: absolute;
        inset: -1.25rem 0 auto;
        height: 1.25rem;
        background: linear-gradient(transparent, var(--ground));
        pointer-events: none;
      }
    `,
  ];

  #reshow = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    this.conversation.addEventListener("change", this.#reshow);
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
      <assurance-log
        .turns=${talk.turns}
        .openTurn=${talk.open}
        .adviser=${talk.adviser}
        .quotes=${this.quotes}
        .shown=${this.shown}
        ?busy=${talk.busy}
        ?closed=${talk.closed}
        ?loading=${talk.loading}
        @say=${this.#choose}
        @retry=${() => talk.retry()}
        @edit=${({ detail }) => this.#edit(detail)}
      ></assurance-log>
      <div class="write">
        <assurance-composer
          .placeholder=${talk.adviser ? "composer.toAdviser" : "composer.placeholder"}
          @say=${({ detail: words }) => talk.say(words)}
        >
          ${talk.adviser
            ? nothing
            : html`<button class="link person" @click=${() => this.#choose({ detail: t("talk.personWords") })}>
                ${icon("person", 16)} ${t("talk.person")}
              </button>`}
        </assurance-composer>
      </div>
    </div>`;
  }

  get #composer() {
    return this.renderRoot.querySelector("assurance-composer");
  }

  // The button that was pressed goes away: the keyboard goes to the field, or, on a touch screen
  // where that would raise the keys over the answer, to the messages.
  #choose({ detail: words }) {
    this.conversation.say(words);
    const hovers = matchMedia("(hover: hover)").matches;
    (hovers ? this.#composer : this.renderRoot.querySelector("assurance-log")).focus();
  }

  #edit(turn) {
    this.conversation.takeBack(turn);
    this.#composer.restore(turn);
  }
}

customElements.define("assurance-talk", AssuranceTalk);
