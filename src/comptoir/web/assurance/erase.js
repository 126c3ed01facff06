// <assurance-erase>: says plainly what erasing oneself takes away, and asks for a word typed.
import { html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { dialogs } from "./shared/dialogs.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";

class AssuranceErase extends Element {
  static properties = {
    api: { attribute: false },
    refusal: { state: true },
    busy: { state: true },
  };

  static styles = [Element.styles, dialogs];

  show() {
    this.refusal = null;
    this.renderRoot.querySelector("form").reset();
    this.#dialog.showModal();
  }

  get #dialog() {
    return this.renderRoot.querySelector("dialog");
  }

  render() {
    return html`<dialog aria-labelledby="title">
      <form @submit=${this.#submit}>
        <h2 id="title">${t("erase.title")}</h2>
        <p>${t("erase.text")}</p>
        <p class="refusal">${t("erase.final")}</p>
        <label>
          ${t("erase.type", t("erase.word"))}
          <input name="word" required autocomplete="off" autocapitalize="none" spellcheck="false" />
        </label>
        <div role="alert">
          ${this.refusal ? html`<p class="refusal">${this.refusal}</p>` : nothing}
        </div>
        <div class="actions">
          <button class="button" type="button" @click=${() => this.#dialog.close()}>${t("erase.not")}</button>
          <button class="button danger" ?disabled=${this.busy}>${t("erase.do")}</button>
        </div>
      </form>
    </dialog>`;
  }

  async #submit(event) {
    event.preventDefault();
    const word = new FormData(event.target).get("word").trim().toLowerCase();
    if (word !== t("erase.word")) {
      this.refusal = t("erase.notWord", t("erase.word"));
      return;
    }
    this.busy = true;
    this.refusal = null;
    try {
      await this.api.delete("/api/personal-data");
      this.#dialog.close();
      this.emit("erased");
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.refusal = errorText(problem);
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("assurance-erase", AssuranceErase);
