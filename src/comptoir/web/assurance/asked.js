// <assurance-asked>: an address or a code that the assistant asks for, said in the conversation.
import { css, html } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { fields } from "./shared/fields.js";
import { t } from "./shared/i18n.js";
import "./code-field.js";

class AssuranceAsked extends Element {
  static properties = {
    /** "email" or "code". */
    what: {},
    /** The address the code went to. */
    email: {},
    isSaid: { state: true },
  };

  static styles = [
    Element.styles,
    fields,
    css`
      :host {
        display: block;
        max-width: 26rem;
        padding: 1rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      form {
        display: grid;
        gap: 0.8rem;
      }
      .button {
        justify-self: start;
      }
      .quiet {
        overflow-wrap: anywhere;
      }
    `,
  ];

  render() {
    return this.what === "code" ? this.#code() : this.#email();
  }

  #email() {
    return html`<form @submit=${this.#submit} novalidate>
      <label>
        ${t("signIn.email")}
        <input name="email" type="email" required maxlength="254" autocomplete="email" autocapitalize="none" spellcheck="false" />
      </label>
      <button class="button primary" ?disabled=${this.isSaid}>${t("signIn.send")}</button>
    </form>`;
  }

  #code() {
    return html`<form @submit=${(event) => event.preventDefault()}>
      <code-field ?disabled=${this.isSaid} @code=${({ detail }) => this.#say(detail)}></code-field>
      <p class="quiet">${t("asked.to", this.email)}</p>
      <button class="button small" type="button" ?disabled=${this.isSaid} @click=${() => this.#say(this.email)}>
        ${t("signIn.again")}
      </button>
    </form>`;
  }

  #submit(event) {
    event.preventDefault();
    const email = new FormData(event.target).get("email").trim();
    if (email) this.#say(email);
  }

  #say(words) {
    if (this.isSaid) return;
    this.isSaid = true; // a second press would say it twice
    this.emit("say", words);
  }
}

customElements.define("assurance-asked", AssuranceAsked);
