// <meuble-reset>: the dialog that a mail's link opens, where a forgotten password is replaced.
import { html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { dialogs } from "./shared/dialogs.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { toast } from "./shared/toasts.js";
import { field } from "./account.js";

class MeubleReset extends Element {
  static properties = {
    api: { attribute: false },
    refusal: { state: true },
    busy: { state: true },
  };

  static styles = [Element.styles, dialogs];

  #token = null;

  /** Ask for the password that takes the place of the forgotten one. */
  show(token) {
    this.#token = token;
    this.refusal = null;
    this.#dialog.showModal();
  }

  get #dialog() {
    return this.renderRoot.querySelector("dialog");
  }

  render() {
    return html`<dialog aria-labelledby="title">
      <form @submit=${this.#submit}>
        <h2 id="title">${t("reset.title")}</h2>
        <p class="quiet">${t("reset.text")}</p>
        ${field("password", "reset.password", {
          type: "password",
          autocomplete: "new-password",
          hint: "account.passwordHint",
          minlength: 8,
          maxlength: 128,
        })}
        <div role="alert">
          ${this.refusal ? html`<p class="refusal">${errorText(this.refusal)}</p>` : nothing}
        </div>
        <div class="actions">
          <button class="button" type="button" @click=${() => this.#dialog.close()}>
            ${t("cancel")}
          </button>
          <button class="button primary" ?disabled=${this.busy}>${t("reset.save")}</button>
        </div>
      </form>
    </dialog>`;
  }

  async #submit(event) {
    event.preventDefault();
    const password = new FormData(event.target).get("password");
    this.busy = true;
    this.refusal = null;
    try {
      await this.api.post("/api/auth/password/reset", { token: this.#token, password });
      this.#dialog.close();
      toast(t("reset.done"));
      this.emit("password-changed");
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.refusal = problem;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("meuble-reset", MeubleReset);
