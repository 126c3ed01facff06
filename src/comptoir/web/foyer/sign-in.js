// <foyer-sign-in>: sign in, or open an account with a trigramme.
import { css, html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { Element } from "./shared/element.js";
import { fields } from "./shared/fields.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { newId } from "./shared/kept.js";

const TRIGRAMME = "[A-Za-z]{3}";

class FoyerSignIn extends Element {
  static properties = {
    api: { attribute: false },
    /** Whether the last sign-in ran out: what was typed is still there. */
    expired: { type: Boolean },
    isNew: { state: true },
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
        gap: 1.25rem;
        height: 100%;
        padding: clamp(1.25rem, 7vh, 5rem) 1rem 2rem;
        overflow-y: auto;
      }
      .lead {
        display: grid;
        gap: 0.4rem;
        justify-items: center;
        max-width: 30rem;
        text-align: center;
      }
      .lead svg {
        color: var(--accent);
      }
      .lead h2 {
        font-size: clamp(1.5rem, 1.2rem + 1.5vw, 2.1rem);
      }
      form {
        display: grid;
        gap: 1.1rem;
        width: min(26rem, 100%);
        padding: clamp(1.1rem, 4vw, 1.75rem);
        border: 1px solid var(--line);
        border-radius: calc(var(--radius) + 4px);
        background: var(--surface);
        box-shadow: var(--shadow);
      }
      .tabs {
        display: grid;
        grid-template-columns: 1fr 1fr;
        padding: 3px;
        border-radius: 999px;
        background: var(--surface-raised);
      }
      .tabs button {
        min-height: 2.5rem;
        border: 0;
        border-radius: 999px;
        background: none;
        font-weight: 500;
      }
      .tabs button[aria-pressed="true"] {
        background: var(--surface);
        box-shadow: 0 0 0 1px var(--line-strong);
      }
      .trigramme {
        max-width: 8rem;
        letter-spacing: 0.2em;
        text-transform: uppercase;
      }
      [role="alert"] {
        display: contents;
      }
      .notice {
        padding: 0.6rem 0.8rem;
        border-radius: var(--radius-small);
        background: var(--notice-soft);
      }
    `,
  ];

  #key = newId();

  focusTitle() {
    this.renderRoot.querySelector("input").focus();
  }

  render() {
    const isNew = this.isNew;
    return html`<div class="lead">
        ${icon("hearth", 44)}
        <h2>${t("welcome.title")}</h2>
        <p class="quiet">${t("welcome.text")}</p>
      </div>
      <form @submit=${this.#submit}>
        <div class="tabs" role="group" aria-label=${t("signIn.which")}>
          ${[false, true].map(
            (value) => html`<button
              type="button"
              aria-pressed=${Boolean(isNew) === value}
              @click=${() => this.#choose(value)}
            >
              ${t(value ? "signIn.register" : "signIn.signIn")}
            </button>`,
          )}
        </div>
        ${this.expired ? html`<p class="notice" role="status">${t("signIn.expired")}</p>` : nothing}
        <label>
          ${t("signIn.email")}
          <input name="email" type="email" required maxlength="254" autocomplete="username" />
        </label>
        <label>
          ${t("signIn.password")}
          <input
            name="password"
            type="password"
            required
            minlength=${isNew ? 8 : nothing}
            maxlength="256"
            autocomplete=${isNew ? "new-password" : "current-password"}
          />
          ${isNew ? html`<small>${t("signIn.passwordHint")}</small>` : nothing}
        </label>
        ${isNew
          ? html`<label>
              ${t("signIn.trigramme")}
              <input
                class="trigramme"
                name="trigramme"
                required
                maxlength="3"
                pattern=${TRIGRAMME}
                title=${t("signIn.trigrammeShape")}
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
                placeholder="ABC"
              />
              <small>${t("signIn.trigrammeHint")}</small>
            </label>`
          : nothing}
        <div role="alert">
          ${this.refusal ? html`<p class="refusal">${errorText(this.refusal)}</p>` : nothing}
        </div>
        <button class="button primary" ?disabled=${this.busy}>
          ${t(this.busy ? "signIn.busy" : isNew ? "signIn.register" : "signIn.signIn")}
        </button>
      </form>`;
  }

  #choose(isNew) {
    this.isNew = isNew;
    this.refusal = null;
  }

  async #submit(event) {
    event.preventDefault();
    if (this.busy) return;
    const said = Object.fromEntries(new FormData(event.target));
    const { email, password } = said;
    this.busy = true;
    this.refusal = null;
    try {
      if (this.isNew) await this.#register(said);
      this.emit("signed-in", await this.api.post("/api/auth/login", { email, password }));
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.refusal = problem;
    } finally {
      this.busy = false;
    }
  }

  // Registered is registered: when only the sign-in after it failed, the next try signs in.
  async #register({ email, password, trigramme }) {
    await this.api.post(
      "/api/auth/register",
      { email, password, trigramme },
      { "Idempotency-Key": this.#key },
    );
    this.isNew = false;
    this.#key = newId();
  }
}

customElements.define("foyer-sign-in", FoyerSignIn);
