// <meuble-restart>: asks before a conversation is left, and whether to erase it.
import { css, html, nothing } from "./vendor/lit.js";
import { dialogs } from "./shared/dialogs.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";

class MeubleRestart extends Element {
  static properties = {
    /** Whether messages on their way would be lost. */
    unsent: { type: Boolean },
  };

  static styles = [
    Element.styles,
    dialogs,
    css`
      .actions {
        justify-content: stretch;
      }
      .actions .button {
        flex: 1 1 auto;
      }
    `,
  ];

  show() {
    this.#dialog.showModal();
  }

  get #dialog() {
    return this.renderRoot.querySelector("dialog");
  }

  render() {
    return html`<dialog aria-labelledby="title">
      <div class="dialog">
        <h2 id="title">${t("restart.title")}</h2>
        <p>${t("restart.text")}</p>
        ${this.unsent ? html`<p class="refusal">${t("restart.unsent")}</p>` : nothing}
        <div class="actions">
          <button class="button primary" @click=${() => this.#answer({ erase: false })}>
            ${t("restart.keep")}
          </button>
          <button class="button danger" @click=${() => this.#answer({ erase: true })}>
            ${t("restart.erase")}
          </button>
          <button class="button" @click=${() => this.#dialog.close()}>${t("cancel")}</button>
        </div>
      </div>
    </dialog>`;
  }

  #answer(choice) {
    this.#dialog.close();
    this.emit("restart-chosen", choice);
  }
}

customElements.define("meuble-restart", MeubleRestart);
