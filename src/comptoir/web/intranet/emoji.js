// <emoji-picker>: a dialog of emojis to react with.
import { css, html } from "./vendor/lit.js";
import { dialogs } from "./shared/dialogs.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";

const EMOJIS = [
  ..."👍👎👏🙌🙏💪🤝👋👀🫡🤔😀😄😂😊😍😎🤩😉😅😮😢😭😡😱🥳🤯😴🤷🤦🎉🎂🎁🏆🚀🔥⭐💡✅❌❓❗💯☕🍕🍻🌞🌧🐛🔧📌📎📅⏳💔💜💙💚💛",
  "❤️",
  "⚠️",
];

class EmojiPicker extends Element {
  static styles = [
    Element.styles,
    dialogs,
    css`
      dialog {
        width: min(24rem, calc(100vw - 1.5rem));
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(2.75rem, 1fr));
      }
      .grid button {
        height: 2.75rem;
        border: 0;
        border-radius: var(--radius-small);
        background: none;
        font-size: 1.35rem;
      }
      .grid button:hover {
        background: var(--accent-soft);
      }
    `,
  ];

  #chosen = () => {};

  /** Ask for an emoji; `chosen` is given it. */
  show(chosen) {
    this.#chosen = chosen;
    this.#dialog.showModal();
  }

  get #dialog() {
    return this.renderRoot.querySelector("dialog");
  }

  render() {
    return html`<dialog aria-labelledby="title" @click=${this.#outside}>
      <div class="dialog">
        <h2 id="title">${t("emoji.title")}</h2>
        <button class="dismiss" aria-label=${t("close")} @click=${() => this.#dialog.close()}>
          ${icon("cross", 22)}
        </button>
        <div class="grid">
          ${EMOJIS.map((emoji) => html`<button @click=${() => this.#choose(emoji)}>${emoji}</button>`)}
        </div>
      </div>
    </dialog>`;
  }

  #choose(emoji) {
    this.#dialog.close();
    this.#chosen(emoji);
  }

  #outside(event) {
    if (event.target === this.#dialog) this.#dialog.close();
  }
}

customElements.define("emoji-picker", EmojiPicker);
