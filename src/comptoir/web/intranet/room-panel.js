// <room-panel>: about a room: its name and topic, who is in it, leaving and archiving; about a person.
import { css, html, nothing, repeat } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { dialogs } from "./shared/dialogs.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { toast } from "./shared/toasts.js";
import "./avatar.js";
import { to } from "./routes.js";

const PAGE = 100;

class RoomPanel extends Element {
  static properties = {
    api: { attribute: false },
    office: { attribute: false },
    version: { type: Number },
    room: { attribute: false },
    members: { state: true },
    hasMore: { state: true },
    wanted: { state: true },
    refusal: { state: true },
    busy: { state: true },
    asks: { state: true },
  };

  static styles = [
    Element.styles,
    dialogs,
    css`
      dialog {
        width: min(30rem, calc(100vw - 1.5rem));
      }
      h3 {
        font: 650 1rem/1.4 var(--sans);
      }
      section {
        display: grid;
        gap: 0.6rem;
      }
      ul {
        --avatar: 2rem;
        display: grid;
        gap: 0.1rem;
        max-height: 15rem;
        margin: 0;
        padding: 3px;
        overflow-y: auto;
        list-style: none;
      }
      li {
        display: flex;
        gap: 0.6rem;
        align-items: center;
        min-height: 2.75rem;
      }
      li a,
      .wide {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        color: inherit;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .topic,
      .inline {
        display: flex;
        gap: 0.5rem;
        align-items: end;
      }
      .inline label {
        flex: 1;
        min-width: 0;
      }
      .person {
        --avatar: 3.2rem;
        display: flex;
        gap: 1rem;
        align-items: center;
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    Object.assign(this, { members: null, wanted: "", refusal: null, busy: false, asks: null });
  }

  show() {
    Object.assign(this, { members: null, hasMore: false, wanted: "", refusal: null, asks: null });
    this.#dialog.showModal();
    if (this.room.kind === "room" && this.room.isMember) this.#read();
  }

  get #dialog() {
    return this.renderRoot.querySelector("dialog");
  }

  get #keeps() {
    return this.room.createdBy === this.office.me.id || this.office.me.role === "admin";
  }

  get #path() {
    return `/chat/rooms/${this.room.id}`;
  }

  render() {
    const { room } = this;
    return html`<dialog aria-labelledby="title">
      <div class="dialog">
        <h2 id="title" dir="auto">${this.office.nameOf(room)}</h2>
        <button class="dismiss" aria-label=${t("close")} @click=${() => this.#dialog.close()}>
          ${icon("cross", 22)}
        </button>
        <div role="alert">
          ${this.refusal ? html`<p class="refusal">${errorText(this.refusal)}</p>` : nothing}
        </div>
        ${room.kind === "dm" ? this.#person(room) : this.#room(room)}
      </div>
    </dialog>`;
  }

  #person({ with: id }) {
    const person = this.office.people.get(id);
    if (!person) return html`<p>${t("person.erased")}</p>`;
    const isBlocked = this.office.people.blocked.has(id);
    return html`<div class="person">
        <person-avatar .name=${person.username}></person-avatar>
        <div>
          <p><b>${person.full_name ?? person.username}</b></p>
          <p class="quiet">${t(`role.${person.role}`)} · <a href="mailto:${person.email}">${person.email}</a></p>
        </div>
      </div>
      ${id === this.office.me.id
        ? html`<p class="quiet">${t("dm.oneselfText")}</p>`
        : html`<p class="quiet">${t(isBlocked ? "block.is" : "block.text")}</p>
            <div class="actions">
              <button class="button ${isBlocked ? "" : "danger"}" ?disabled=${this.busy} @click=${() => this.#block(id, !isBlocked)}>
                ${t(isBlocked ? "block.undo" : "block.do")}
              </button>
            </div>`}`;
  }

  #room(room) {
    return html`<p class="quiet">${t(room.isPrivate ? "room.private" : "room.public")}</p>
      ${room.isMember && !room.archived ? this.#topic(room) : nothing}
      ${this.#keeps && !room.archived ? this.#name(room) : nothing}
      ${room.isMember ? this.#members() : nothing} ${this.#leaving(room)}`;
  }

  #topic({ topic }) {
    return html`<form class="inline" @submit=${(event) => this.#change(event, "topic")}>
      <label>${t("room.topic")}<input name="topic" maxlength="500" .value=${topic} /></label>
      <button class="button" ?disabled=${this.busy}>${t("save")}</button>
    </form>`;
  }

  #name({ name }) {
    return html`<form class="inline" @submit=${(event) => this.#change(event, "name")}>
      <label>${t("room.name")}<input name="name" required maxlength="80" .value=${name} /></label>
      <button class="button" ?disabled=${this.busy}>${t("save")}</button>
    </form>`;
  }

  #members() {
    const found = this.wanted.trim() ? this.#strangers() : [];
    return html`<section aria-labelledby="who">
      <h3 id="who">${t("room.members")}</h3>
      ${this.room.archived
        ? nothing
        : html`<label>
            ${t("room.add")}
            <input
              type="search"
              autocomplete="off"
              placeholder=${t("room.addHint")}
              .value=${this.wanted}
              @input=${({ target }) => (this.wanted = target.value)}
            />
          </label>`}
      ${this.wanted.trim()
        ? html`<ul>
            ${found.map((person) => this.#stranger(person))}
            ${found.length ? nothing : html`<li class="quiet">${t("room.nobody")}</li>`}
          </ul>`
        : html`<ul aria-busy=${!this.members}>
            ${repeat(this.members ?? [], ({ user_id: id }) => id, (member) => this.#member(member))}
            ${this.hasMore
              ? html`<li><button class="link" @click=${() => this.#read()}>${t("more")}</button></li>`
              : nothing}
          </ul>`}
    </section>`;
  }

  #strangers() {
    const here = new Set((this.members ?? []).map(({ user_id: id }) => id));
    return this.office.people.named(this.wanted.trim(), 20).filter(({ id }) => !here.has(id));
  }

  #stranger({ id, username, full_name: fullName, online }) {
    return html`<li>
      <person-avatar .name=${username} .status=${online ? "online" : "offline"}></person-avatar>
      <span class="wide">${username} <span class="quiet">${fullName}</span></span>
      <button class="button small" ?disabled=${this.busy} aria-label=${t("room.addPerson", username)} @click=${() => this.#add(id)}>
        ${icon("plus", 18)} ${t("add")}
      </button>
    </li>`;
  }

  #member({ user_id: id, username }) {
    const online = this.office.people.get(id)?.online ?? false;
    const isOther = id !== this.office.me.id;
    return html`<li>
      <person-avatar .name=${username} .status=${online ? "online" : "offline"}></person-avatar>
      <a href=${to("direct", String(id))} @click=${() => this.#dialog.close()}>${username}</a>
      <span class="visually-hidden">${t(online ? "person.online" : "person.offline")}</span>
      ${isOther && this.#keeps
        ? html`<button class="button small" ?disabled=${this.busy} aria-label=${t("room.removePerson", username)} @click=${() => this.#remove(id)}>
            ${t("room.remove")}
          </button>`
        : nothing}
    </li>`;
  }

  #leaving(room) {
    const archive = room.archived ? "unarchive" : "archive";
    return html`<div class="actions">
      ${this.#keeps
        ? html`<button class="button" ?disabled=${this.busy} @click=${() => this.#sure(archive)}>
            ${t(this.asks === archive ? "sure" : `room.${archive}`)}
          </button>`
        : nothing}
      ${room.isMember
        ? html`<button class="button danger" ?disabled=${this.busy} @click=${() => this.#sure("leave")}>
            ${t(this.asks === "leave" ? (room.isPrivate ? "room.surePrivate" : "sure") : "room.leave")}
          </button>`
        : nothing}
    </div>`;
  }

  // What others notice is asked for twice.
  #sure(deed) {
    if (this.asks !== deed && deed !== "unarchive") return void (this.asks = deed);
    this.asks = null;
    if (deed === "leave") return this.#leave();
    return this.#during(async () => {
      const archived = deed === "archive";
      this.office.learn(await this.api.patch(this.#path, { archived }));
      toast(t(archived ? "room.archivedNow" : "room.unarchivedNow"));
      this.#dialog.close();
    });
  }

  #leave() {
    return this.#during(async () => {
      const { key } = this.room;
      await this.api.delete(`${this.#path}/members/${this.office.me.id}`);
      this.#dialog.close();
      this.office.forget(key);
      this.office.refresh();
      location.hash = to("home");
    });
  }

  #change(event, field) {
    event.preventDefault();
    const value = new FormData(event.target).get(field).trim();
    return this.#during(async () => {
      this.office.learn(await this.api.patch(this.#path, { [field]: value }));
      toast(t("saved"));
    });
  }

  #add(id) {
    return this.#during(async () => {
      await this.api.post(`${this.#path}/members`, { user_id: id });
      toast(t("room.added", this.office.people.get(id)?.username));
      this.wanted = "";
      await this.#read(true);
    });
  }

  #remove(id) {
    return this.#during(async () => {
      await this.api.delete(`${this.#path}/members/${id}`);
      await this.#read(true);
    });
  }

  #block(id, isBlocked) {
    return this.#during(() => this.office.people.block(id, isBlocked));
  }

  async #read(anew = false) {
    const before = anew ? [] : (this.members ?? []);
    const page = await this.#during(() =>
      this.api.get(`${this.#path}/members?limit=${PAGE}&offset=${before.length}`),
    );
    if (!page) return;
    this.members = [...before, ...page];
    this.hasMore = page.length === PAGE;
  }

  async #during(work) {
    this.busy = true;
    this.refusal = null;
    try {
      return await work();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.refusal = problem;
      return undefined;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("room-panel", RoomPanel);
