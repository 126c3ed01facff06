// <intranet-sidebar>: the places, one's rooms and conversations with what is unread, and one's account.
import { css, html, nothing, repeat } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import "./shared/language-switch.js";
import "./avatar.js";
import { to, toKey } from "./routes.js";

const PLACES = [
  ["search", "search"],
  ["rooms", "list"],
  ["people", "person"],
  ["files", "folder"],
  ["resources", "file"],
  ["products", "card"],
];

class IntranetSidebar extends Element {
  static properties = {
    office: { attribute: false },
    version: { type: Number },
    /** The place where one is, and the room. */
    here: {},
    room: {},
  };

  static styles = [
    Element.styles,
    css`
      :host {
        --around: var(--ground);
        display: grid;
        grid-template-rows: auto minmax(0, 1fr) auto;
        height: 100%;
        background: var(--ground);
      }
      .brand {
        display: flex;
        gap: 0.6rem;
        align-items: center;
        padding: 0.6rem 0.9rem;
      }
      h1 {
        flex: 1;
        min-width: 0;
        font-size: 1.25rem;
      }
      .scroll {
        position: relative;
        padding: 0.25rem 0.6rem 1.5rem;
        overflow-y: auto;
        overscroll-behavior: contain;
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .heading {
        display: flex;
        align-items: center;
        justify-content: space-between;
        margin-top: 1rem;
        padding-inline: 0.6rem 0.1rem;
      }
      h2 {
        font: 650 0.8rem/2 var(--sans);
        color: var(--ink-soft);
      }
      .heading a {
        display: grid;
        place-items: center;
        width: 2.25rem;
        height: 2.25rem;
        border-radius: 50%;
        color: var(--ink-soft);
      }
      .heading a:hover {
        background: var(--surface-raised);
        color: var(--ink);
      }
      li a {
        --avatar: 1.6rem;
        display: flex;
        gap: 0.6rem;
        align-items: center;
        min-height: 2.4rem;
        padding: 0.2rem 0.6rem;
        border-radius: var(--radius-small);
        color: inherit;
        text-decoration: none;
      }
      li a:hover {
        background: var(--surface-raised);
      }
      li a[aria-current] {
        background: var(--accent);
        color: var(--on-accent);
        --around: var(--accent);
      }
      li a svg,
      .sign {
        display: grid;
        place-items: center;
        flex: none;
        width: 1.6rem;
        opacity: 0.8;
      }
      .name {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .unread .name {
        font-weight: 700;
      }
      .count {
        min-width: 1.45rem;
        padding: 0 0.4rem;
        border-radius: 999px;
        background: var(--surface-raised);
        font-size: 0.78rem;
        font-weight: 700;
        line-height: 1.45rem;
        text-align: center;
      }
      .count.calls {
        background: var(--danger);
        color: var(--surface);
      }
      a[aria-current] .count {
        background: var(--surface);
        color: var(--ink);
      }
      .me {
        --avatar: 2.1rem;
        display: flex;
        gap: 0.6rem;
        align-items: center;
        min-height: 3.4rem;
        padding: 0.4rem 1rem;
        border-top: 1px solid var(--line);
        color: inherit;
        text-decoration: none;
      }
      .me:hover,
      .me[aria-current] {
        background: var(--surface-raised);
      }
      .me span {
        min-width: 0;
        overflow: hidden;
        line-height: 1.25;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .me small {
        display: block;
        color: var(--ink-soft);
      }
      .quiet a {
        color: var(--accent);
      }
      .quiet {
        padding: 0.3rem 0.6rem;
        font-size: 0.9rem;
      }
      @media (max-width: 56rem) {
        li a {
          --avatar: 2rem;
          min-height: 2.9rem;
        }
        .places {
          display: none;
        }
        .heading a {
          width: 2.75rem;
          height: 2.75rem;
        }
      }
    `,
  ];

  focusTitle() {
    this.renderRoot.querySelector("h1").focus({ preventScroll: true });
  }

  render() {
    const { me } = this.office;
    const [rooms, direct] = this.#lists();
    return html`<div class="brand">
        <h1 tabindex="-1">${t("app.name")}</h1>
        <language-switch></language-switch>
      </div>
      <nav class="scroll" aria-label=${t("side.label")}>
        <ul class="places">
          ${PLACES.map(([name, shape]) => this.#place(name, shape))}
        </ul>
        ${this.#heading("rooms", to("room"), "rooms.more")}
        <ul aria-labelledby="rooms">
          ${repeat(rooms, ({ key }) => key, (room) => this.#room(room))}
        </ul>
        ${this.office.isRead && !rooms.length
          ? html`<p class="quiet"><a href=${to("room")}>${t("rooms.none")}</a></p>`
          : nothing}
        ${this.#heading("direct", to("people"), "dm.new")}
        <ul aria-labelledby="direct">
          ${repeat(direct, ({ key }) => key, (room) => this.#room(room))}
        </ul>
        ${this.office.isRead && !direct.length
          ? html`<p class="quiet"><a href=${to("people")}>${t("dm.none")}</a></p>`
          : nothing}
      </nav>
      <a class="me" href=${to("account")} aria-current=${this.here === "account" ? "page" : nothing}>
        <person-avatar .name=${me.username} .status=${this.office.line.isOpen ? "online" : "offline"}></person-avatar>
        <span>${me.full_name || me.username}<small>${t("account.title")}</small></span>
      </a>`;
  }

  // Rooms by name, conversations by when somebody last said something.
  #lists() {
    const all = [...this.office.rooms.values()];
    const rooms = all.filter(({ kind, isMember, archived }) => kind === "room" && isMember && !archived);
    const direct = all.filter(({ kind, seq, key }) => kind === "dm" && (seq || key === this.room));
    return [
      rooms.sort((one, other) => one.name.localeCompare(other.name)),
      direct.sort((one, other) => (other.lastAt ?? "9").localeCompare(one.lastAt ?? "9")),
    ];
  }

  #heading(name, href, label) {
    return html`<div class="heading">
      <h2 id=${name}>${t(`side.${name}`)}</h2>
      <a href=${href} aria-label=${t(label)} title=${t(label)}>${icon("plus", 18)}</a>
    </div>`;
  }

  #place(name, shape) {
    return html`<li>
      <a href=${to(name === "rooms" ? "room" : name)} aria-current=${this.here === name ? "page" : nothing}>
        ${icon(shape)} <span class="name">${t(`place.${name}`)}</span>
      </a>
    </li>`;
  }

  #room(room) {
    const unread = this.office.unread(room);
    const calls = room.kind === "dm" ? unread : room.mentions;
    const person = room.kind === "dm" ? this.office.people.get(room.with) : null;
    const name = this.office.nameOf(room);
    return html`<li>
      <a
        class=${unread ? "unread" : ""}
        href=${toKey(room.key)}
        aria-current=${this.room === room.key ? "page" : nothing}
      >
        ${room.kind === "dm"
          ? html`<person-avatar .name=${name} .status=${person?.online ? "online" : "offline"}></person-avatar>`
          : html`<span class="sign" aria-hidden="true">${room.isPrivate ? icon("lock", 18) : "#"}</span>`}
        <span class="name" dir="auto">${name}</span>
        ${person?.online ? html`<span class="visually-hidden">, ${t("person.online")}</span>` : nothing}
        ${unread
          ? html`<span class="count ${calls ? "calls" : ""}" aria-hidden="true">${calls && room.kind === "room" ? "@" : ""}${unread > 99 ? "99+" : unread}</span>
              <span class="visually-hidden">, ${t("side.unread", unread, room.kind === "room" ? calls : 0)}</span>`
          : nothing}
      </a>
    </li>`;
  }
}

customElements.define("intranet-sidebar", IntranetSidebar);
