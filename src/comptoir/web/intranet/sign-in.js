// <intranet-sign-in>: the door.
import { css, html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { Element } from "./shared/element.js";
import { fields } from "./shared/fields.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import "./shared/language-switch.js";

class IntranetSignIn extends Element {
  static properties = {
    api: { attribute: false },
    /** Whether a sign-in just ran out. */
    expired: { type: Boolean },
    busy: { state: true },
    refusal: { state: true },
  };

  static styles = [
    Element.styles,
    fields,
    css`
      :host {
        display: grid;
        align-content: start;
        justify-items: center;
        gap: 1.25rem;
        height: 100%;
        padding: clamp(1.5rem, 9vh, 6rem) 1rem 2rem;
        overflow-y: auto;
      }
      .brand {
        display: flex;
        gap: 0.75rem;
        align-items: center;
      }
      .brand span {
        display: grid;
        place-items: center;
        width: 3rem;
        height: 3rem;
        border-radius: 0.9rem;
        background: var(--accent);
        color: var(--on-accent);
      }
      .brand h1 {
        font-size: 1.7rem;
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
      .notice {
        padding: 0.6rem 0.8rem;
        border-radius: var(--radius-small);
        background: var(--notice-soft);
      }
    `,
  ];

  focusTitle() {
    this.renderRoot.querySelector("input").focus();
  }

  render() {
    return html`<div class="brand">
        <span>${icon("chat", 30)}</span>
        <h1>${t("app.name")}</h1>
      </div>
      <form @submit=${this.#submit}>
        <h2>${t("signIn.title")}</h2>
        ${this.expired
          ? html`<p class="notice" role="status">${t("signIn.expired")}</p>`
          : html`<p class="quiet">${t("signIn.why")}</p>`}
        <label>
          ${t("signIn.name")}
          <input name="email" required maxlength="254" autocomplete="username" autocapitalize="none" spellcheck="false" />
        </label>
        <label>
          ${t("signIn.password")}
          <input name="password" type="password" required maxlength="128" autocomplete="current-password" />
        </label>
        <div role="alert">
          ${this.refusal ? html`<p class="refusal">${errorText(this.refusal)}</p>` : nothing}
        </div>
        <button class="button primary" ?disabled=${this.busy}>${t("signIn.do")}</button>
        <p class="quiet">${t("signIn.noAccount")}</p>
      </form>
      <language-switch></language-switch>`;
  }

  async #submit(event) {
    event.preventDefault();
    if (this.busy) return;
    const { email, password } = Object.fromEntries(new FormData(event.target));
    this.busy = true;
    this.refusal = null;
    try {
      this.emit("signed-in", await this.api.post("/login", { email, password }));
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.refusal = problem;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("intranet-sign-in", IntranetSignIn);
