// <intranet-rooms>: all rooms one may see; joining one, making one.
import { css, html, nothing, repeat } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { dialogs } from "./shared/dialogs.js";
import { Element } from "./shared/element.js";
import { fields } from "./shared/fields.js";
import { fromNow, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { newId } from "./shared/kept.js";
import { View } from "./shared/view.js";
import { folded } from "./people.js";
import { to, toKey } from "./routes.js";
import { rows } from "./rows.js";

class IntranetRooms extends View {
  static properties = {
    office: { attribute: false },
    version: { type: Number },
    wanted: { state: true },
    archived: { state: true },
    showsArchived: { state: true },
  };

  static styles = [View.styles, fields, rows];

  constructor() {
    super();
    Object.assign(this, { wanted: "", archived: null, showsArchived: false });
  }

  render() {
    const all = this.showsArchived
      ? (this.archived ?? [])
      : [...this.office.rooms.values()].filter(({ kind, archived }) => kind === "room" && !archived);
    const found = all
      .filter(({ name, topic }) => folded(`${name} ${topic}`).includes(folded(this.wanted)))
      .sort((one, other) => one.name.localeCompare(other.name));
    return html`<div class="column">
      <div class="top">
        <h2 tabindex="-1">${t("rooms.title")}</h2>
        <button class="button primary" @click=${() => this.renderRoot.querySelector("new-room").show()}>
          ${icon("plus", 18)} ${t("rooms.create")}
        </button>
      </div>
      <search>
        <label class="search">
          <span class="visually-hidden">${t("rooms.search")}</span>
          ${icon("search")}
          <input type="search" autocomplete="off" placeholder=${t("rooms.search")} .value=${this.wanted} @input=${({ target }) => (this.wanted = target.value)} />
        </label>
      </search>
      <div class="actions">
        <button class="button small" aria-pressed=${this.showsArchived} @click=${this.#toggle}>
          ${t(this.showsArchived ? "rooms.showOpen" : "rooms.showArchived")}
        </button>
      </div>
      ${this.trouble(() => (this.showsArchived ? this.#readArchived() : this.office.refresh()))}
      ${found.length
        ? html`<ul class="rows" role="list">
            ${repeat(found, ({ key }) => key, (room) => this.#room(room))}
          </ul>`
        : html`<div class="empty">${icon("chat", 40)}<p>${t(this.wanted ? "rooms.notFound" : "rooms.nothing")}</p></div>`}
      <new-room .api=${this.api} .office=${this.office}></new-room>
    </div>`;
  }

  #room(room) {
    return html`<li>
      <a class="row" href=${toKey(room.key)}>
        <span class="sign" aria-hidden="true">${room.isPrivate ? icon("lock", 20) : "#"}</span>
        <span class="words">
          <b dir="auto">${room.name}</b>
          <small dir="auto">${room.topic || (room.lastAt ? t("rooms.last", fromNow(room.lastAt)) : t("rooms.silent"))}</small>
        </span>
        ${room.isMember ? html`<span class="badge">${t("rooms.in")}</span>` : nothing}
        ${icon("next", 18)}
      </a>
    </li>`;
  }

  async #toggle() {
    this.showsArchived = !this.showsArchived;
    if (this.showsArchived) await this.#readArchived();
  }

  async #readArchived() {
    const found = await this.during(() => this.api.get("/chat/rooms?archived=true&limit=100"));
    if (found) {
      this.archived = found.map(({ id, name, topic, is_private: isPrivate, is_member: isMember, last_message_at: lastAt }) => ({
        key: `r${id}`,
        name,
        topic,
        isPrivate,
        isMember,
        lastAt,
      }));
    }
  }
}

class NewRoom extends Element {
  static properties = {
    api: { attribute: false },
    office: { attribute: false },
    refusal: { state: true },
    busy: { state: true },
  };

  static styles = [
    Element.styles,
    dialogs,
    css`
      .choice {
        grid-template-columns: auto 1fr;
        gap: 0.1rem 0.7rem;
        align-items: center;
      }
      .choice input {
        width: 1.25rem;
        min-height: 1.25rem;
        accent-color: var(--accent);
      }
      .choice small {
        grid-column: 2;
      }
    `,
  ];

  #key;

  show() {
    this.refusal = null;
    this.#key = newId();
    this.renderRoot.querySelector("form").reset();
    this.#dialog.showModal();
  }

  get #dialog() {
    return this.renderRoot.querySelector("dialog");
  }

  render() {
    return html`<dialog aria-labelledby="title">
      <form @submit=${this.#submit} @input=${() => (this.#key = newId())}>
        <h2 id="title">${t("rooms.create")}</h2>
        <label>
          ${t("room.name")}
          <input name="name" required maxlength="80" autocomplete="off" dir="auto" />
          <small>${t("room.nameHint")}</small>
        </label>
        <label>
          ${t("room.topic")}
          <input name="topic" maxlength="500" autocomplete="off" dir="auto" />
        </label>
        <label class="choice">
          <input name="private" type="checkbox" /> ${t("room.makePrivate")}
          <small>${t("room.makePrivateText")}</small>
        </label>
        <div role="alert">
          ${this.refusal ? html`<p class="refusal">${errorText(this.refusal)}</p>` : nothing}
        </div>
        <div class="actions">
          <button class="button" type="button" @click=${() => this.#dialog.close()}>${t("cancel")}</button>
          <button class="button primary" ?disabled=${this.busy}>${t("create")}</button>
        </div>
      </form>
    </dialog>`;
  }

  async #submit(event) {
    event.preventDefault();
    if (this.busy) return;
    const given = new FormData(event.target);
    const body = { name: given.get("name"), topic: given.get("topic"), is_private: given.has("private") };
    this.busy = true;
    this.refusal = null;
    try {
      const headers = { "Idempotency-Key": this.#key };
      const room = this.office.learn(await this.api.post("/chat/rooms", body, headers));
      this.#dialog.close();
      location.hash = to("room", String(room.id));
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.refusal = problem;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("new-room", NewRoom);
customElements.define("intranet-rooms", IntranetRooms);
