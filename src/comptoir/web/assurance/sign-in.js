// <assurance-sign-in>: the dialog where one signs in.
import { html, nothing } from "./vendor/lit.js";
import { dialogs } from "./shared/dialogs.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import "./mail-code.js";

class AssuranceSignIn extends Element {
  static properties = {
    api: { attribute: false },
    /** Whether a sign-in ran out. */
    again: { state: true },
  };

  static styles = [Element.styles, dialogs];

  async show({ email = "", again = false } = {}) {
    if (this.#dialog.open) return;
    this.again = again;
    const form = this.renderRoot.querySelector("mail-code");
    form.reset(email);
    await form.updateComplete;
    this.#dialog.showModal();
    form.focus();
  }

  close() {
    this.#dialog.close();
  }

  get #dialog() {
    return this.renderRoot.querySelector("dialog");
  }

  render() {
    return html`<dialog aria-labelledby="title">
      <div class="dialog">
        <h2 id="title">${t("signIn.title")}</h2>
        <button class="dismiss" aria-label=${t("close")} @click=${() => this.#dialog.close()}>
          ${icon("cross")}
        </button>
        ${this.again ? html`<p class="refusal">${t("signIn.ranOut")}</p>` : nothing}
        <mail-code .api=${this.api} @signed-in=${() => this.#dialog.close()}></mail-code>
      </div>
    </dialog>`;
  }
}

customElements.define("assurance-sign-in", AssuranceSignIn);
