// <assurance-erase>: says plainly what erasing oneself takes away, and asks for a word typed.
import { html } from "./vendor/lit.js";
import { FormDialog } from "./shared/form-dialog.js";
import { t } from "./shared/i18n.js";

class AssuranceErase extends FormDialog {
  render() {
    return this.form(
      t("erase.title"),
      html`<p>${t("erase.text")}</p>
        <p class="refusal">${t("erase.final")}</p>
        <label>
          ${t("erase.type", t("erase.word"))}
          <input name="word" required autocomplete="off" autocapitalize="none" spellcheck="false" />
        </label>`,
      { work: (given) => this.#erase(given), yes: t("erase.do"), no: t("erase.not"), look: "danger" },
    );
  }

  async #erase(given) {
    const word = given.get("word").trim().toLowerCase();
    if (word !== t("erase.word")) return t("erase.notWord", t("erase.word"));
    await this.api.delete("/api/personal-data");
    this.emit("erased");
    return null;
  }
}

customElements.define("assurance-erase", AssuranceErase);
