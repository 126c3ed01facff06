// <meuble-account>: the dialog where one signs in, creates an account or asks for a new password.
import { html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { dialogs } from "./shared/dialogs.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";

class MeubleAccount extends Element {
  static properties = {
    api: { attribute: false },
    /** "signIn", "create", "forgot" or "forgotSent". */
    mode: { state: true },
    refusal: { state: true },
    busy: { state: true },
  };

  static styles = [Element.styles, dialogs];

  show(mode = "signIn") {
    this.mode = mode;
    this.refusal = null;
    this.#dialog.showModal();
  }

  close() {
    this.#dialog.close();
  }

  get #dialog() {
    return this.renderRoot.querySelector("dialog");
  }

  render() {
    const mode = this.mode ?? "signIn";
    return html`<dialog aria-labelledby="title">
      <form @submit=${this.#submit}>
        <h2 id="title">${t(`account.${mode}`)}</h2>
        <button
          class="dismiss"
          type="button"
          aria-label=${t("close")}
          @click=${() => this.#dialog.close()}
        >
          ${icon("cross")}
        </button>
        ${this.#body(mode)}
      </form>
    </dialog>`;
  }

  #body(mode) {
    if (mode === "forgotSent") {
      return html`<p role="status">${t("account.forgotSentText")}</p>
        <button class="button primary" type="button" @click=${() => this.#dialog.close()}>
          ${t("close")}
        </button>`;
    }
    return html`<p class="quiet">${t(mode === "forgot" ? "account.forgotWhy" : "account.why")}</p>
      ${mode === "create" ? this.#newcomer() : mode === "forgot" ? this.#forgetful() : this.#login()}
      <div role="alert">
        ${this.refusal ? html`<p class="refusal">${errorText(this.refusal)}</p>` : nothing}
      </div>
      <button class="button primary" ?disabled=${this.busy}>
        ${t(mode === "forgot" ? "account.forgotSend" : `account.${mode}`)}
      </button>
      ${mode === "signIn" ? this.#turn("forgot", "account.forgot") : nothing}
      ${mode === "signIn" ? this.#turn("create", "account.needOne") : this.#turn("signIn", "account.haveOne")}`;
  }

  #turn(mode, label) {
    const turn = () => {
      this.mode = mode;
      this.refusal = null;
    };
    return html`<button class="link" type="button" @click=${turn}>${t(label)}</button>`;
  }

  #forgetful() {
    return field("email", "account.email", { type: "email", autocomplete: "email" });
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

  async #submit(event) {
    event.preventDefault();
    const given = new FormData(event.target);
    this.busy = true;
    this.refusal = null;
    try {
      if (this.mode === "forgot") await this.#ask(given.get("email"));
      else await this.#signIn(given, { isNew: this.mode === "create" });
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.refusal = problem;
    } finally {
      this.busy = false;
    }
  }

  // The answer is the same for an address that nobody has.
  async #ask(email) {
    await this.api.post("/api/auth/password/forgot", { email });
    this.mode = "forgotSent";
  }

  async #signIn(given, { isNew }) {
    if (isNew) await this.api.post("/api/auth/register", Object.fromEntries(given));
    const tokens = await this.#enter(given.get("username"), given.get("password"));
    this.#dialog.close();
    this.emit("signed-in", { tokens, isNew });
  }

  #enter(username, password) {
    const form = new URLSearchParams({ username, password });
    return this.api.request("POST", "/api/auth/login", { form });
  }
}

/** A labelled field of a form about an account. */
export function field(name, label, { type = "text", hint, autocomplete, pattern, minlength, maxlength }) {
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
