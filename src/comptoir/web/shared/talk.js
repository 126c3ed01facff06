// The base of the place where a customer talks: the turns, and under them where one writes.
import { css, html, nothing } from "../vendor/lit.js";
import { Element } from "./element.js";

/** A service shows its `log()` and its `composer()`, and may show what is `beside()`. */
export class Talk extends Element {
  static properties = {
    /** A `Conversation`. */
    conversation: { attribute: false },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, var(--talk-width));
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
    return html`<div
        class="talk"
        @retry=${() => talk.retry()}
        @edit=${({ detail }) => this.#edit(detail)}
      >
        ${this.log(talk)}
        <div class="write">${this.composer(talk)}</div>
      </div>
      ${this.beside()}`;
  }

  beside() {
    return nothing;
  }

  get #log() {
    return this.renderRoot.querySelector(".talk > :first-child");
  }

  get #composer() {
    return this.renderRoot.querySelector(".write > *");
  }

  /**
   * Say the words of a button, which goes away then: the keyboard goes to the field, or, on a touch
   * screen where that would raise the keys over the answer, to the messages.
   */
  choose({ detail: words }) {
    this.conversation.say(words);
    const hovers = matchMedia("(hover: hover)").matches;
    (hovers ? this.#composer : this.#log).focus();
  }

  #edit(turn) {
    this.conversation.takeBack(turn);
    this.#composer.restore(turn);
  }
}
