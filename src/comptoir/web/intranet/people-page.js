// <intranet-people>: who there is; writing to somebody; for administrators, their accounts.
import { html, live, nothing, repeat } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { fields } from "./shared/fields.js";
import { FormDialog } from "./shared/form-dialog.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { toast } from "./shared/toasts.js";
import { View } from "./shared/view.js";
import "./ask.js";
import "./avatar.js";
import { folded } from "./people.js";
import { to } from "./routes.js";
import { rows } from "./rows.js";

const ROLES = ["member", "staff", "admin"];
const SHOWN = 100;

class IntranetPeople extends View {
  static properties = {
    office: { attribute: false },
    version: { type: Number },
    wanted: { state: true },
    most: { state: true },
  };

  static styles = [View.styles, fields, rows];

  constructor() {
    super();
    Object.assign(this, { wanted: "", most: SHOWN });
  }

  get #keeps() {
    return this.office.me.role === "admin";
  }

  render() {
    const found = this.#found();
    return html`<div class="column">
      <div class="top">
        <h2 tabindex="-1">${t("people.title")}</h2>
        ${this.#keeps
          ? html`<button class="button primary" @click=${() => this.renderRoot.querySelector("new-person").show()}>
              ${icon("plus", 18)} ${t("people.add")}
            </button>`
          : nothing}
      </div>
      <search>
        <label class="search">
          <span class="visually-hidden">${t("people.search")}</span>
          ${icon("search")}
          <input type="search" autocomplete="off" maxlength="200" placeholder=${t("people.search")} .value=${live(this.wanted)} @input=${({ target }) => (this.wanted = target.value)} />
        </label>
      </search>
      ${this.trouble(() => this.office.refresh())}
      ${found.length
        ? html`<ul class="rows" role="list">
            ${repeat(found.slice(0, this.most), ({ id }) => id, (person) => html`<li>${this.#row(person)}</li>`)}
          </ul>`
        : html`<div class="empty">${icon("person", 40)}<p>${t("people.none")}</p></div>`}
      ${found.length > this.most
        ? html`<button class="button more" @click=${() => (this.most += SHOWN)}>${t("more")}</button>`
        : nothing}
      <new-person .api=${this.api} .office=${this.office}></new-person>
      <ask-first></ask-first>
    </div>`;
  }

  #found() {
    const wanted = folded(this.wanted);
    return [...this.office.people.all.values()]
      .filter(({ username, full_name: name, email }) => folded(`${username} ${name ?? ""} ${email}`).includes(wanted))
      .filter(({ status }) => status === "active" || this.#keeps)
      .sort((one, other) => Number(other.online) - Number(one.online) || one.username.localeCompare(other.username));
  }

  #row(person) {
    const { id, username, full_name: fullName, role, online, status } = person;
    const isMe = id === this.office.me.id;
    const isActive = status === "active";
    return html`<div class="row">
      <person-avatar .name=${username} .status=${isActive ? (online ? "online" : "offline") : undefined}></person-avatar>
      <span class="words">
        <b dir="auto">${fullName || username}</b>
        <small>@${username} · ${isMe ? t("people.you") : t(online ? "person.online" : "person.offline")}</small>
      </span>
      ${isActive ? nothing : html`<span class="badge off">${t("people.inactive")}</span>`}
      ${this.#keeps && !isMe ? this.#keeping(person) : html`<span class="badge">${t(`role.${role}`)}</span>`}
      <a class="button small" href=${to("direct", String(id))} aria-label=${t("people.write", username)} title=${t("people.write", username)}>
        ${icon("chat", 18)}
      </a>
    </div>`;
  }

  #keeping(person) {
    const { username, role, status } = person;
    const isActive = status === "active";
    return html`<span class="doing">
      <select aria-label=${t("people.roleOf", username)} @change=${({ target }) => this.#change(person, { role: target.value }, target)}>
        ${ROLES.map((each) => html`<option value=${each} ?selected=${each === role}>${t(`role.${each}`)}</option>`)}
      </select>
      <button class="button small" aria-label=${t(isActive ? "people.deactivateOf" : "people.activateOf", username)} @click=${() => this.#toggle(person)}>
        ${t(isActive ? "people.deactivate" : "people.activate")}
      </button>
    </span>`;
  }

  #toggle(person) {
    const { username, status } = person;
    if (status !== "active") return this.#change(person, { status: "active" });
    return this.renderRoot.querySelector("ask-first").ask({
      title: t("people.deactivateTitle", username),
      text: t("people.deactivateText"),
      yes: t("people.deactivate"),
      work: async () => this.office.people.learn(await this.#patch(person, { status: "inactive" })),
    });
  }

  #patch({ id }, changes) {
    return this.api.patch(`/users/${id}`, changes);
  }

  async #change(person, changes, field = null) {
    try {
      this.office.people.learn(await this.#patch(person, changes));
      toast(t("saved"));
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      if (field) field.value = person.role;
      toast(errorText(problem));
    }
  }
}

class NewPerson extends FormDialog {
  static properties = { office: { attribute: false } };

  render() {
    return this.form(
      t("people.add"),
      html`<label>
          ${t("people.email")}
          <input name="email" type="email" required maxlength="254" autocomplete="off" />
        </label>
        <label>
          ${t("people.username")}
          <input name="username" required maxlength="50" autocomplete="off" autocapitalize="none" spellcheck="false" />
        </label>
        <label>
          ${t("people.fullName")}
          <input name="full_name" maxlength="200" autocomplete="off" />
        </label>
        <label>
          ${t("people.password")}
          <input name="password" type="password" required minlength="8" maxlength="128" autocomplete="new-password" />
          <small>${t("people.passwordHint")}</small>
        </label>
        <label>
          ${t("people.role")}
          <select name="role">
            ${ROLES.map((role) => html`<option value=${role}>${t(`role.${role}`)}</option>`)}
          </select>
        </label>`,
      { work: (given) => this.#send(given), yes: t("add") },
    );
  }

  async #send(given) {
    const person = await this.api.post("/users", Object.fromEntries(given), this.once);
    this.office.people.learn({ ...person, online: false });
    toast(t("people.added", person.username));
  }
}

customElements.define("new-person", NewPerson);
customElements.define("intranet-people", IntranetPeople);
