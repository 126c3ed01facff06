// <intranet-account>: who one is, news on the desktop, one's password, data, and leaving.
import { css, html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { fields } from "./shared/fields.js";
import { FormDialog } from "./shared/form-dialog.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import "./shared/language-switch.js";
import { toast } from "./shared/toasts.js";
import { View } from "./shared/view.js";
import "./ask.js";
import { download } from "./attachment.js";

class IntranetAccount extends View {
  static properties = {
    office: { attribute: false },
    version: { type: Number },
    notices: { attribute: false },
    busy: { state: true },
    /** What was refused, and of which form. */
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
      .leaving {
        border-color: var(--danger-line);
      }
    `,
  ];

  constructor() {
    super();
    Object.assign(this, { busy: false, refusal: null });
  }

  render() {
    const { me } = this.office;
    return html`<div class="column">
      <h2 tabindex="-1">${t("account.title")}</h2>
      <section class="panel" aria-labelledby="about">
        <h3 id="about">${t("account.about")}</h3>
        <p class="quiet">${me.email} · ${t(`role.${me.role}`)}</p>
        <form @submit=${this.#save}>
          <label>
            ${t("account.fullName")}
            <input name="full_name" maxlength="200" autocomplete="name" .value=${me.full_name ?? ""} />
          </label>
          <label>
            ${t("account.username")}
            <input name="username" required maxlength="50" autocomplete="username" autocapitalize="none" spellcheck="false" .value=${me.username} />
            <small>${t("account.usernameHint")}</small>
          </label>
          ${this.#refused("about")}
          <div class="actions"><button class="button primary" ?disabled=${this.busy}>${t("save")}</button></div>
        </form>
      </section>
      ${this.#noticing()} ${this.#password()}
      <section class="panel" aria-labelledby="data">
        <h3 id="data">${t("account.data")}</h3>
        <p class="quiet">${t("account.dataText")}</p>
        <div class="actions">
          <button class="button" ?disabled=${this.busy} @click=${this.#export}>
            ${icon("download", 18)} ${t("account.export")}
          </button>
          <button class="button" @click=${this.#signOut}>${t("account.signOut")}</button>
        </div>
      </section>
      <section class="panel leaving" aria-labelledby="leave">
        <h3 id="leave">${t("account.leave")}</h3>
        <p class="quiet">${t("account.leaveText")}</p>
        <div class="actions">
          <button class="button danger" @click=${() => this.renderRoot.querySelector("erase-account").show()}>
            ${icon("bin", 18)} ${t("account.erase")}
          </button>
        </div>
      </section>
      <erase-account .api=${this.api}></erase-account>
      <ask-first></ask-first>
    </div>`;
  }

  #noticing() {
    const { areKnown, areRefused, areOn } = this.notices;
    return html`<section class="panel" aria-labelledby="notices">
      <h3 id="notices">${t("account.notices")}</h3>
      <p class="quiet">${t("account.noticesText")}</p>
      ${areKnown && !areRefused
        ? html`<div class="actions">
            <button class="button" aria-pressed=${areOn} @click=${this.#notice}>
              ${t(areOn ? "account.noticesOff" : "account.noticesOn")}
            </button>
          </div>`
        : html`<p>${t(areKnown ? "account.noticesRefused" : "account.noticesUnknown")}</p>`}
    </section>`;
  }

  #password() {
    return html`<section class="panel" aria-labelledby="password">
      <h3 id="password">${t("account.password")}</h3>
      <p class="quiet">${t("account.passwordText")}</p>
      <form @submit=${this.#changePassword}>
        <input type="hidden" autocomplete="username" .value=${this.office.me.email} />
        <label>
          ${t("account.currentPassword")}
          <input name="current_password" type="password" required maxlength="128" autocomplete="current-password" />
        </label>
        <label>
          ${t("account.newPassword")}
          <input name="password" type="password" required minlength="8" maxlength="128" autocomplete="new-password" />
          <small>${t("account.newPasswordHint")}</small>
        </label>
        ${this.#refused("password")}
        <div class="actions"><button class="button" ?disabled=${this.busy}>${t("account.changePassword")}</button></div>
      </form>
    </section>`;
  }

  #refused(form) {
    return html`<div role="alert">
      ${this.refusal?.form === form
        ? html`<p class="refusal">${errorText(this.refusal.problem)}</p>`
        : nothing}
    </div>`;
  }

  #save(event) {
    event.preventDefault();
    const { full_name, username } = Object.fromEntries(new FormData(event.target));
    return this.#doing("about", async () => {
      const account = await this.api.put("/me", { full_name: full_name.trim(), username });
      this.emit("account-changed", account);
      toast(t("saved"));
    });
  }

  async #notice() {
    if (this.notices.areOn) this.notices.end();
    else await this.notices.begin();
    this.requestUpdate();
  }

  #changePassword(event) {
    event.preventDefault();
    const form = event.target;
    return this.#doing("password", async () => {
      await this.api.post("/me/password", Object.fromEntries(new FormData(form)));
      form.reset();
      this.emit("password-changed");
    });
  }

  #export() {
    return this.#doing("data", () => download(this.api, "/me/export", "intranet.zip"));
  }

  #signOut() {
    const unsent = this.office.outbox?.size ?? 0;
    if (!unsent) return this.emit("sign-out");
    return this.renderRoot.querySelector("ask-first").ask({
      title: t("account.signOut"),
      text: t("account.unsent", unsent),
      yes: t("account.signOut"),
      work: async () => this.emit("sign-out"),
    });
  }

  async #doing(form, work) {
    if (this.busy) return;
    this.busy = true;
    this.refusal = null;
    try {
      await work();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.refusal = { form, problem };
    } finally {
      this.busy = false;
    }
  }
}

class EraseAccount extends FormDialog {
  render() {
    return this.form(
      t("erase.title"),
      html`<p>${t("erase.text")}</p>
        <p class="refusal">${t("erase.final")}</p>
        <label>
          ${t("account.currentPassword")}
          <input name="password" type="password" required maxlength="128" autocomplete="current-password" />
        </label>`,
      { work: (given) => this.#erase(given), yes: t("erase.do") },
    );
  }

  async #erase(given) {
    await this.api.delete("/me", { password: given.get("password") });
    this.emit("erased");
  }
}

customElements.define("erase-account", EraseAccount);
customElements.define("intranet-account", IntranetAccount);
