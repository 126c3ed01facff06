// <mail-code>: signing in by a code that comes by mail; emits "signed-in".
import { css, html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { Element } from "./shared/element.js";
import { fields } from "./shared/fields.js";
import { t } from "./shared/i18n.js";
import { Regularly } from "./shared/regularly.js";
import "./code-field.js";

const RESEND_AFTER_MS = 30_000;

class MailCode extends Element {
  static properties = {
    api: { attribute: false },
    /** The address that is proposed. */
    email: {},
    sentAt: { state: true },
    busy: { state: true },
    refusal: { state: true },
  };

  static styles = [
    Element.styles,
    fields,
    css`
      :host {
        display: block;
      }
      form {
        display: grid;
        gap: 1rem;
      }
      [role="alert"] {
        display: contents;
      }
      .to {
        overflow-wrap: anywhere;
      }
      .again {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem 1.2rem;
      }
      .link:disabled {
        color: var(--ink-soft);
        font-weight: 400;
        text-decoration: none;
        cursor: default;
      }
    `,
  ];

  constructor() {
    super();
    this.email = "";
    this.sentAt = null;
    new Regularly(this, 1000, () => this.sentAt && this.#waitMs > -1000 && this.requestUpdate());
  }

  focus() {
    (this.renderRoot.querySelector("code-field") ?? this.renderRoot.querySelector("input")).focus();
  }

  /** Begin again, with the address. */
  reset(email = this.email) {
    this.email = email;
    this.sentAt = null;
    this.refusal = null;
    this.busy = false;
  }

  get #waitMs() {
    return this.sentAt + RESEND_AFTER_MS - Date.now();
  }

  render() {
    return html`${this.sentAt ? this.#code() : this.#address()}`;
  }

  #address() {
    return html`<form @submit=${this.#ask} novalidate>
      <label>
        ${t("signIn.email")}
        <input
          name="email"
          type="email"
          required
          maxlength="254"
          autocomplete="email"
          autocapitalize="none"
          spellcheck="false"
          .value=${this.email}
          @input=${({ target }) => (this.email = target.value)}
        />
      </label>
      ${this.#refused()}
      <button class="button primary" aria-disabled=${Boolean(this.busy)}>${t("signIn.send")}</button>
      <p class="quiet">${t("signIn.why")}</p>
    </form>`;
  }

  #code() {
    const wait = Math.ceil(this.#waitMs / 1000);
    return html`<form @submit=${(event) => event.preventDefault()}>
      <p class="to" role="status">${t("signIn.sent", this.email)}</p>
      <code-field ?disabled=${this.busy} ?invalid=${this.refusal} @code=${this.#give}></code-field>
      ${this.#refused()}
      <p class="again">
        <button class="link" type="button" ?disabled=${wait > 0 || this.busy} @click=${this.#askAgain}>
          ${wait > 0 ? t("signIn.againIn", wait) : t("signIn.again")}
        </button>
        <button class="link" type="button" @click=${this.#other}>${t("signIn.other")}</button>
      </p>
    </form>`;
  }

  #refused() {
    return html`<div role="alert">
      ${this.refusal ? html`<p class="refusal">${this.#reason()}</p>` : nothing}
    </div>`;
  }

  #reason() {
    if (this.refusal.code === "INVALID_CREDENTIALS") return t("signIn.wrong");
    if (this.refusal.code === "CODE_EXPIRED") return t("signIn.expired");
    return errorText(this.refusal);
  }

  #ask(event) {
    event.preventDefault();
    if (!this.email.trim()) return this.focus();
    return this.#during(async () => {
      await this.api.post("/api/auth/request", { email: this.email.trim() });
      this.sentAt = Date.now();
      await this.updateComplete;
      this.focus();
    });
  }

  #askAgain() {
    return this.#during(async () => {
      await this.api.post("/api/auth/request", { email: this.email.trim() });
      this.sentAt = Date.now();
      this.renderRoot.querySelector("code-field").clear();
      this.focus();
    });
  }

  #give({ detail: code }) {
    return this.#during(async () => {
      const email = this.email.trim();
      const answer = await this.api.post("/api/auth/verify", { email, code });
      this.reset("");
      this.emit("signed-in", { ...answer, email });
    });
  }

  async #other() {
    this.reset();
    await this.updateComplete;
    this.focus();
  }

  async #during(work) {
    if (this.busy) return;
    this.busy = true;
    this.refusal = null;
    try {
      await work();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.refusal = problem;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("mail-code", MailCode);
