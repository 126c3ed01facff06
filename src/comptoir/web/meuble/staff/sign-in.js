// <staff-sign-in>: the door of the staff's pages.
import { css, html, nothing } from "../vendor/lit.js";
import { errorText } from "../shared/api.js";
import { Element } from "../shared/element.js";
import { t } from "../shared/i18n.js";
import { fields } from "../shared/fields.js";

class StaffSignIn extends Element {
  static properties = {
    api: { attribute: false },
    busy: { state: true },
    refusal: { state: true },
  };

  static styles = [
    Element.styles,
    fields,
    css`
      :host {
        display: grid;
        justify-items: center;
        align-content: start;
        height: 100%;
        padding: clamp(1.5rem, 10vh, 7rem) 1rem 2rem;
        overflow-y: auto;
      }
      form {
        display: grid;
        gap: 1.1rem;
        width: min(26rem, 100%);
        padding: 1.75rem;
        border: 1px solid var(--line);
        border-radius: calc(var(--radius) + 4px);
        background: var(--surface);
        box-shadow: var(--shadow);
      }
      a {
        color: var(--accent);
      }
    `,
  ];

  focusTitle() {
    this.renderRoot.querySelector("input").focus();
  }

  render() {
    return html`<form @submit=${this.#submit}>
      <h2>${t("account.signIn")}</h2>
      <p class="quiet">${t("staff.why")}</p>
      <label>
        ${t("account.login")}
        <input name="username" required autocomplete="username" autocapitalize="none" spellcheck="false" />
      </label>
      <label>
        ${t("account.password")}
        <input name="password" type="password" required autocomplete="current-password" />
      </label>
      <div role="alert">
        ${this.refusal ? html`<p class="refusal">${errorText(this.refusal)}</p>` : nothing}
      </div>
      <button class="button primary" ?disabled=${this.busy}>${t("account.signIn")}</button>
      <a href="../#/">${t("staff.toCustomers")}</a>
    </form>`;
  }

  async #submit(event) {
    event.preventDefault();
    const form = new URLSearchParams(new FormData(event.target));
    this.busy = true;
    this.refusal = null;
    try {
      this.emit("signed-in", await this.api.request("POST", "/api/auth/login", { form }));
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.refusal = problem;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("staff-sign-in", StaffSignIn);
