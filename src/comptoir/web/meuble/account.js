// <meuble-account>: the dialog where one signs in or creates an account.
import { html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { dialogs } from "./shared/dialogs.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";

class MeubleAccount extends Element {
  static properties = {
    api: { attribute: false },
    isNew: { state: true },
    refusal: { state: true },
    busy: { state: true },
  };

  static styles = [Element.styles, dialogs];

  show() {
    this.isNew = false;
    this.refusal = null;
    this.#dialog.showModal();
  }

  get #dialog() {
    return this.renderRoot.querySelector("dialog");
  }

  render() {
    const title = this.isNew ? "account.create" : "account.signIn";
    return html`<dialog aria-labelledby="title">
      <form @submit=${this.#submit}>
        <h2 id="title">${t(title)}</h2>
        <button
          class="dismiss"
          type="button"
          aria-label=${t("close")}
          @click=${() => this.#dialog.close()}
        >
          ${icon("cross")}
        </button>
        <p class="quiet">${t("account.why")}</p>
        ${this.isNew ? this.#newcomer() : this.#login()}
        <div role="alert">
          ${this.refusal ? html`<p class="refusal">${errorText(this.refusal)}</p>` : nothing}
        </div>
        <button class="button primary" ?disabled=${this.busy}>${t(title)}</button>
        <button class="link" type="button" @click=${this.#turn}>
          ${t(this.isNew ? "account.haveOne" : "account.needOne")}
        </button>
      </form>
    </dialog>`;
  }

  #login() {
    return html`${field("username", "account.login", { autocomplete: "username" })}
    ${field("password", "account.password", { type: "password", autocomplete: "current-password" })}`;
  }

  #newcomer() {
    return html`${field("full_name", "account.fullName", { autocomplete: "name" })}
    ${field("email", "account.email", { type: "email", autocomplete: "email" })}
    ${field("username", "account.username", {
      autocomplete: "username",
      hint: "account.usernameHint",
      pattern: "[^@]+",
    })}
    ${field("password", "account.password", {
      type: "password",
      autocomplete: "new-password",
      hint: "account.passwordHint",
      minlength: 8,
      maxlength: 128,
    })}`;
  }

  #turn() {
    this.isNew = !this.isNew;
    this.refusal = null;
  }

  async #submit(event) {
    event.preventDefault();
    const given = new FormData(event.target);
    this.busy = true;
    this.refusal = null;
    try {
      if (this.isNew) await this.api.post("/api/auth/register", Object.fromEntries(given));
      const tokens = await this.#enter(given.get("username"), given.get("password"));
      this.#dialog.close();
      this.emit("signed-in", { tokens, isNew: this.isNew });
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.refusal = problem;
    } finally {
      this.busy = false;
    }
  }

  #enter(username, password) {
    const form = new URLSearchParams({ username, password });
    return this.api.request("POST", "/api/auth/login", { form });
  }
}

function field(name, label, { type = "text", hint, autocomplete, pattern, minlength, maxlength }) {
  return html`<label>
    ${t(label)}
    <input
      name=${name}
      type=${type}
      required
      autocomplete=${autocomplete}
      autocapitalize="none"
      spellcheck="false"
      pattern=${pattern ?? nothing}
      minlength=${minlength ?? nothing}
      maxlength=${maxlength ?? nothing}
    />
    ${hint ? html`<small>${t(hint)}</small>` : nothing}
  </label>`;
}

customElements.define("meuble-account", MeubleAccount);
