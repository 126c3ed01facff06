// <ask-first>: asks once more before something is gone for everybody.
import { html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { dialogs } from "./shared/dialogs.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";

class AskFirst extends Element {
  static properties = {
    asked: { state: true },
    refusal: { state: true },
    busy: { state: true },
  };

  static styles = [Element.styles, dialogs];

  /** Ask by `{title, text, yes, work}`; `work` is done after a yes, and may be refused. */
  async ask(asked) {
    Object.assign(this, { asked, refusal: null, busy: false });
    await this.updateComplete;
    this.#dialog.showModal();
  }

  get #dialog() {
    return this.renderRoot.querySelector("dialog");
  }

  render() {
    if (!this.asked) return nothing;
    const { title, text, yes } = this.asked;
    return html`<dialog aria-labelledby="title">
      <div class="dialog">
        <h2 id="title">${title}</h2>
        <p>${text}</p>
        <div role="alert">
          ${this.refusal ? html`<p class="refusal">${errorText(this.refusal)}</p>` : nothing}
        </div>
        <div class="actions">
          <button class="button" @click=${() => this.#dialog.close()}>${t("cancel")}</button>
          <button class="button danger" ?disabled=${this.busy} @click=${this.#do}>${yes}</button>
        </div>
      </div>
    </dialog>`;
  }

  async #do() {
    this.busy = true;
    this.refusal = null;
    try {
      await this.asked.work();
      this.#dialog.close();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.refusal = problem;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("ask-first", AskFirst);
