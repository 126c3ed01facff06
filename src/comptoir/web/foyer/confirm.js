// <foyer-confirm>: asks before something is gone for good, and shows what went wrong.
import { css, html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { Element } from "./shared/element.js";
import { fields } from "./shared/fields.js";
import { t } from "./shared/i18n.js";
import "./dialog.js";

class FoyerConfirm extends Element {
  static properties = {
    label: {},
    text: {},
    /** What the button says. */
    deed: {},
    /** Whether the deed needs the password, which goes to `work`. */
    password: { type: Boolean },
    /** Does it; throws `Problem`. */
    work: { attribute: false },
    busy: { state: true },
    problem: { state: true },
  };

  static styles = [
    Element.styles,
    fields,
    css`
      form {
        display: grid;
        gap: 1rem;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.6rem;
        justify-content: end;
      }
    `,
  ];

  render() {
    return html`<foyer-dialog .label=${this.label}>
      <form @submit=${this.#submit}>
        <p>${this.text}</p>
        ${this.password
          ? html`<label>
              ${t("signIn.password")}
              <input name="password" type="password" required autocomplete="current-password" />
            </label>`
          : nothing}
        <div role="alert">
          ${this.problem ? html`<p class="refusal">${errorText(this.problem)}</p>` : nothing}
        </div>
        <div class="actions">
          <button class="button" type="button" @click=${() => this.emit("closed")}>${t("cancel")}</button>
          <button class="button danger" ?disabled=${this.busy}>${this.deed}</button>
        </div>
      </form>
    </foyer-dialog>`;
  }

  async #submit(event) {
    event.preventDefault();
    if (this.busy) return;
    const password = new FormData(event.target).get("password");
    this.busy = true;
    try {
      await this.work(password);
      this.emit("closed");
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("foyer-confirm", FoyerConfirm);
