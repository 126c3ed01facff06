// <meuble-reset>: the dialog that a mail's link opens, where a forgotten password is replaced.
import { html } from "./vendor/lit.js";
import { FormDialog } from "./shared/form-dialog.js";
import { t } from "./shared/i18n.js";
import { toast } from "./shared/toasts.js";
import { field } from "./account.js";

/** Shown with the token of the link. */
class MeubleReset extends FormDialog {
  render() {
    return this.form(
      t("reset.title"),
      html`<p class="quiet">${t("reset.text")}</p>
        ${field("password", "reset.password", {
          type: "password",
          autocomplete: "new-password",
          hint: "account.passwordHint",
          minlength: 8,
          maxlength: 128,
        })}`,
      { work: (given) => this.#replace(given), yes: t("reset.save") },
    );
  }

  async #replace(given) {
    await this.api.post("/api/auth/password/reset", { token: this.one, password: given.get("password") });
    this.dialog.close();
    toast(t("reset.done"));
    this.emit("password-changed");
  }
}

customElements.define("meuble-reset", MeubleReset);
