// <meuble-erase>: says plainly what erasing an account takes away, and asks for the password.
import { html } from "./vendor/lit.js";
import { FormDialog } from "./shared/form-dialog.js";
import { t } from "./shared/i18n.js";
import { field } from "./account.js";

class MeubleErase extends FormDialog {
  render() {
    return this.form(
      t("erase.title"),
      html`<p>${t("erase.text")}</p>
        <p>${t("erase.kept")}</p>
        <p class="refusal">${t("erase.final")}</p>
        ${field("password", "account.password", {
          type: "password",
          autocomplete: "current-password",
        })}`,
      { work: (given) => this.#erase(given), yes: t("erase.do"), no: t("erase.not"), look: "danger" },
    );
  }

  async #erase(given) {
    await this.api.delete("/api/auth/me", { password: given.get("password") });
    this.emit("erased");
  }
}

customElements.define("meuble-erase", MeubleErase);
