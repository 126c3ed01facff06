// <meuble-profile>: one's account: name, e-mail, what the shop holds, and leaving.
import { css, html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { toast } from "./shared/toasts.js";
import "./erase.js";
import { fields } from "./shared/fields.js";
import { View } from "./shared/view.js";

class MeubleProfile extends View {
  static properties = {
    /** The signed-in account, null without one, undefined until it is known. */
    account: { attribute: false },
    busy: { state: true },
    refusal: { state: true },
  };

  static styles = [
    View.styles,
    fields,
    css`
      .column {
        max-width: 42rem;
      }
      form {
        display: grid;
        gap: 1rem;
      }
      .state {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem 0.8rem;
        align-items: center;
      }
      .state svg {
        color: var(--warm);
      }
      .confirmed svg {
        color: var(--accent);
      }
      .leaving {
        border-color: var(--danger-line);
      }
    `,
  ];

  constructor() {
    super();
    this.busy = false;
    this.refusal = null;
  }

  render() {
    return html`<div class="column">
      <h2 tabindex="-1">${t("profile.title")}</h2>
      ${this.account ? this.#known(this.account) : nothing}
      ${this.account === null ? this.#stranger() : nothing}
      <meuble-erase .api=${this.api}></meuble-erase>
    </div>`;
  }

  #stranger() {
    return html`<div class="empty panel">
      ${icon("person", 44)}
      <p>${t("account.why")}</p>
      <div class="actions">
        <button class="button primary" @click=${() => this.emit("sign-in")}>
          ${t("account.signIn")}
        </button>
        <button class="button" @click=${() => this.emit("sign-in", "create")}>
          ${t("account.create")}
        </button>
      </div>
    </div>`;
  }

  #known(account) {
    return html`<section class="panel" aria-labelledby="about">
        <h3 id="about">${account.full_name || account.username}</h3>
        ${this.#confirmation(account)} ${this.#form(account)}
      </section>
      <section class="panel" aria-labelledby="data">
        <h3 id="data">${t("profile.data")}</h3>
        <p class="quiet">${t("profile.dataText")}</p>
        <div class="actions">
          <button class="button" ?disabled=${this.busy} @click=${this.#export}>
            ${icon("download", 18)} ${t("profile.export")}
          </button>
          <button class="button" @click=${() => this.emit("sign-out")}>${t("account.signOut")}</button>
        </div>
      </section>
      <section class="panel leaving" aria-labelledby="leave">
        <h3 id="leave">${t("profile.leave")}</h3>
        <p class="quiet">${t("profile.leaveText")}</p>
        <div class="actions">
          <button class="button danger" @click=${() => this.renderRoot.querySelector("meuble-erase").show()}>
            ${icon("bin", 18)} ${t("profile.erase")}
          </button>
        </div>
      </section>`;
  }

  // A service that does not say is not to be doubted.
  #confirmation({ email_confirmed: confirmed }) {
    if (confirmed === undefined) return nothing;
    if (confirmed) {
      return html`<p class="state confirmed">${icon("check", 18)} ${t("profile.confirmed")}</p>`;
    }
    return html`<div class="state">
      ${icon("mail", 20)}
      <span>${t("profile.unconfirmed")}</span>
      <button class="button small" ?disabled=${this.busy} @click=${this.#confirm}>
        ${t("profile.confirm")}
      </button>
    </div>`;
  }

  #form(account) {
    return html`<form @submit=${this.#save}>
      <label>
        ${t("account.fullName")}
        <input name="full_name" maxlength="200" autocomplete="name" .value=${account.full_name ?? ""} />
      </label>
      <label>
        ${t("account.email")}
        <input name="email" type="email" required maxlength="254" autocomplete="email" .value=${account.email ?? ""} />
        <small>${t("profile.emailHint")}</small>
      </label>
      <label>
        ${t("account.username")}
        <input .value=${account.username ?? ""} readonly autocomplete="username" />
      </label>
      <div role="alert">
        ${this.refusal ? html`<p class="refusal">${errorText(this.refusal)}</p>` : nothing}
      </div>
      <div class="actions">
        <button class="button primary" ?disabled=${this.busy}>${t("profile.save")}</button>
      </div>
    </form>`;
  }

  async #save(event) {
    event.preventDefault();
    const { full_name, email } = Object.fromEntries(new FormData(event.target));
    const isNew = email.trim().toLowerCase() !== this.account.email;
    await this.#doing(async () => {
      const account = await this.api.put("/api/auth/me", { full_name, email });
      toast(t(isNew ? "profile.savedEmail" : "profile.saved"));
      this.emit("account-changed", account);
    });
  }

  #confirm() {
    return this.#doing(async () => {
      await this.api.post("/api/auth/email/send");
      toast(t("profile.confirmSent"));
    });
  }

  #export() {
    return this.#doing(async () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await this.api.blob("GET", "/api/auth/me/export"));
      link.download = "meuble-de-france.zip";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    });
  }

  async #doing(work) {
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

customElements.define("meuble-profile", MeubleProfile);
