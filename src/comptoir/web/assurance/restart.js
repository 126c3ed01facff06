// <assurance-restart>: asks before a conversation is left.
import { html, nothing } from "./vendor/lit.js";
import { dialogs } from "./shared/dialogs.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";

class AssuranceRestart extends Element {
  static properties = {
    /** Whether messages on their way would be lost. */
    unsent: { type: Boolean },
  };

  static styles = [Element.styles, dialogs];

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
          <button class="button" @click=${() => this.#dialog.close()}>${t("cancel")}</button>
          <button class="button primary" @click=${this.#restart}>${t("restart.do")}</button>
        </div>
      </div>
    </dialog>`;
  }

  #restart() {
    this.#dialog.close();
    this.emit("restart-chosen");
  }
}

customElements.define("assurance-restart", AssuranceRestart);
