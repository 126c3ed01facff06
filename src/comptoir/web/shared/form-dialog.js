// The base of dialogs with a form: shows what was refused, and sends what was typed once.
import { html, nothing } from "../vendor/lit.js";
import { errorText } from "./api.js";
import { dialogs } from "./dialogs.js";
import { Element } from "./element.js";
import { fields } from "./fields.js";
import { t } from "./i18n.js";
import { newId } from "./kept.js";

export class FormDialog extends Element {
  static properties = {
    api: { attribute: false },
    /** What is changed, or null for something new. */
    one: { state: true },
    refusal: { state: true },
    busy: { state: true },
  };

  static styles = [Element.styles, fields, dialogs];

  #key = newId();

  /** Ask for something new, or what is to be otherwise of `one`. */
  async show(one = null) {
    Object.assign(this, { one, refusal: null, busy: false });
    this.#key = newId();
    await this.updateComplete;
    this.renderRoot.querySelector("form").reset();
    this.dialog.showModal();
  }

  get dialog() {
    return this.renderRoot.querySelector("dialog");
  }

  /** The header that makes sending the same again harmless. */
  get once() {
    return { "Idempotency-Key": this.#key };
  }

  /** A form of `inside`, titled, whose answer is `work`'s to send. */
  form(title, inside, { work, yes = t("save"), no = t("cancel"), look = "primary", more = nothing }) {
    return html`<dialog aria-labelledby="title">
      <form
        @submit=${(event) => this.#submit(event, work)}
        @input=${() => (this.#key = newId())}
      >
        <h2 id="title">${title}</h2>
        ${inside}
        <div role="alert">${this.refusal ? html`<p class="refusal">${this.#why()}</p>` : nothing}</div>
        <div class="actions">
          ${more}
          <button class="button" type="button" @click=${() => this.dialog.close()}>${no}</button>
          <button class="button ${look}" ?disabled=${this.busy}>${yes}</button>
        </div>
      </form>
    </dialog>`;
  }

  #why() {
    return typeof this.refusal === "string" ? this.refusal : errorText(this.refusal);
  }

  async #submit(event, work) {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.refusal = null;
    try {
      const refusal = await work(new FormData(event.target));
      if (typeof refusal === "string") this.refusal = refusal;
      else this.dialog.close();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.refusal = problem;
    } finally {
      this.busy = false;
    }
  }
}
