// <intranet-room>: one room or conversation: its head, what is said in it, and where one writes.
import { css, html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { toast } from "./shared/toasts.js";
import "./composer.js";
import "./emoji.js";
import "./log.js";
import "./message-dialogs.js";
import "./room-panel.js";
import { to, toKey } from "./routes.js";
import { look } from "./room-look.js";

const SEQ_BITS = 2 ** 28;

class IntranetRoom extends Element {
  static properties = {
    api: { attribute: false },
    office: { attribute: false },
    /** The office's state, another number when anything in it is otherwise. */
    version: { type: Number },
    /** Which room, as its key. */
    room: {},
    /** The `seq` that an address leads to, or null. */
    target: { attribute: false },
    problem: { state: true },
    newAfter: { state: true },
    heard: { state: true },
    isOver: { state: true },
  };

  static styles = [Element.styles, look];

  #pending = [];
  #names = new Map();
  #people = null;
  #answered = new Map();
  #heardTo = 0;

  constructor() {
    super();
    Object.assign(this, { problem: null, newAfter: null, heard: "", target: null, isOver: false });
  }

  #attend = () => this.#see();

  connectedCallback() {
    super.connectedCallback();
    addEventListener("focus", this.#attend);
    document.addEventListener("visibilitychange", this.#attend);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("focus", this.#attend);
    document.removeEventListener("visibilitychange", this.#attend);
    this.office.open = null;
  }

  /** Put the keyboard where one writes; on a phone, which would open its own, at the name. */
  focusTitle() {
    if (matchMedia("(hover: hover)").matches && this.#composer) this.#composer.focus();
    else this.renderRoot.querySelector("h2")?.focus({ preventScroll: true });
  }

  get #composer() {
    return this.renderRoot.querySelector("room-composer");
  }

  get #log() {
    return this.renderRoot.querySelector("room-log");
  }

  get #talk() {
    return this.office.talk(this.room);
  }

  get #there() {
    return this.office.rooms.get(this.room);
  }

  willUpdate(changed) {
    if (changed.has("room") || changed.has("target")) {
      if (changed.has("room")) Object.assign(this, { newAfter: null, heard: "", problem: null });
      this.office.open = this.room;
      this.#open(changed.has("room"));
    } else if (this.problem?.status === 0 && this.office.line.isOpen) this.#open(true);
    this.#note();
  }

  // Names and what is on its way stay the same objects while they say the same.
  #note() {
    const pending = this.office.pending(this.room);
    const isSame =
      pending.length === this.#pending.length && pending.every((one, place) => one === this.#pending[place]);
    if (!isSame) this.#pending = pending;
    if (this.#people !== this.office.people.all) {
      this.#people = this.office.people.all;
      const names = new Map([...this.#people].map(([id, { username }]) => [id, username]));
      const isOther = [...names].some(([id, name]) => this.#names.get(id) !== name);
      if (isOther || names.size !== this.#names.size) this.#names = names;
    }
  }

  render() {
    const room = this.#there;
    if (!room) return this.#arriving();
    const talk = this.#talk;
    const mayWrite = !room.archived && !(room.kind === "dm" && this.#erased(room));
    return html`${this.#head(room)}
      <div class="middle" @act=${this.#act} @dragover=${this.#dragged} @dragleave=${() => (this.isOver = false)} @drop=${this.#dropped}>
        ${talk.isRead ? this.#said(room, talk) : this.#arriving()}
        ${this.isOver ? html`<p class="drop">${icon("file", 32)} ${t("composer.drop")}</p>` : nothing}
      </div>
      <p class="visually-hidden" role="status">${this.heard}</p>
      ${mayWrite ? this.#writing(room) : this.#closed(room)}
      <message-dialogs .api=${this.api} .office=${this.office}></message-dialogs>
      <emoji-picker></emoji-picker>
      <room-panel .api=${this.api} .office=${this.office} .version=${this.version} .room=${room}></room-panel>`;
  }

  #erased(room) {
    const person = this.office.people.get(room.with);
    return this.office.isRead && !person && !room.username;
  }

  #arriving() {
    if (this.problem) {
      const isGone = this.problem.status === 404;
      return html`<div class="empty" role="alert">
        ${icon(isGone ? "lock" : "offline", 40)}
        <p>${isGone ? t("room.notThere") : errorText(this.problem)}</p>
        ${isGone
          ? html`<a class="button" href=${to("room")}>${t("rooms.all")}</a>`
          : html`<button class="button" @click=${() => this.#open(true)}>${t("retry")}</button>`}
        ${isGone ? nothing : this.#waiting()}
      </div>`;
    }
    return html`<div class="ghosts" aria-hidden="true">
      ${Array.from({ length: 6 }, () => html`<i></i><span></span>`)}
    </div>`;
  }

  // What was said here and has not left, where the rest cannot be read.
  #waiting() {
    if (!this.#pending.length) return nothing;
    return html`<p class="quiet">${t("line.waiting", this.#pending.length)}</p>
      <ol class="waiting" role="list">
        ${this.#pending.map(({ content }) => html`<li dir="auto">${content}</li>`)}
      </ol>`;
  }

  #head(room) {
    const { people } = this.office;
    const person = room.kind === "dm" ? people.get(room.with) : null;
    const isMe = room.with === this.office.me.id;
    const name = this.office.nameOf(room);
    const about = person
      ? [person.full_name, isMe ? t("dm.oneself") : t(person.online ? "person.online" : "person.offline")]
      : [room.topic];
    return html`<header>
      <a class="back" href=${to("home")} aria-label=${t("room.back")}>${icon("back", 22)}</a>
      ${room.kind === "dm"
        ? html`<person-avatar .name=${name} .status=${person?.online ? "online" : "offline"}></person-avatar>`
        : html`<span class="sign">${room.isPrivate ? icon("lock", 20) : "#"}</span>`}
      <div class="title">
        <h2 tabindex="-1" dir="auto">${name}</h2>
        <p dir="auto">${about.filter(Boolean).join(" · ")}</p>
      </div>
      ${room.archived ? html`<span class="badge">${t("room.archived")}</span>` : nothing}
      <a
        class="tool"
        href=${to("search", null, room.kind === "room" ? { salon: String(room.id) } : {})}
        aria-label=${t("room.search")}
        title=${t("room.search")}
        >${icon("search")}</a
      >
      <button class="tool" aria-label=${t("room.about")} title=${t("room.about")} @click=${() => this.renderRoot.querySelector("room-panel").show()}>
        ${icon(room.kind === "dm" ? "person" : "list")}
      </button>
    </header>`;
  }

  #said(room, talk) {
    if (!talk.messages.length && !this.#pending.length) {
      return html`<div class="empty">
        ${icon("chat", 44)}
        <p>${t(room.kind === "dm" ? "dm.empty" : "room.empty", this.office.nameOf(room))}</p>
      </div>`;
    }
    return html`<room-log
      .api=${this.api}
      .me=${this.office.me}
      .room=${this.room}
      .messages=${talk.messages}
      .pending=${talk.isAtEnd ? this.#pending : NOTHING}
      .names=${this.#names}
      .answered=${this.#answered}
      .newAfter=${this.newAfter}
      .target=${this.target}
      .hasOlder=${talk.hasOlder}
      .isAtEnd=${talk.isAtEnd}
      .unread=${this.office.unread(room)}
      .readOnly=${!room.isMember || room.archived}
      @older=${() => this.#more("readOlder")}
      @newer=${() => this.#more("readNewer")}
      @latest=${this.#toLatest}
      @end-in-sight=${this.#atEnd}
      @go-to=${({ detail }) => this.#goTo(detail)}
      @write=${() => this.#composer?.focus()}
    ></room-log>`;
  }

  #writing(room) {
    const typing = this.office.typing(this.room).map(({ username }) => username);
    return html`<p class="typing" role="status">
        ${typing.length ? html`<i aria-hidden="true"></i>${t("room.typing", typing)}` : nothing}
      </p>
      ${room.isMember ? nothing : this.#joining(room)}
      <room-composer
        .api=${this.api}
        .office=${this.office}
        .me=${this.office.me}
        .room=${this.room}
        .name=${this.office.nameOf(room)}
        @said=${this.#said_}
        @edited=${this.#edited}
        @edit-last=${this.#editLast}
      ></room-composer>`;
  }

  #joining(room) {
    return html`<div class="joining">
      <span>${t("room.notIn")}</span>
      <button class="button small primary" @click=${() => this.office.join(room.key)}>${t("room.join")}</button>
    </div>`;
  }

  #closed(room) {
    return html`<p class="closed">${t(room.archived ? "room.isArchived" : "dm.erased")}</p>`;
  }

  // --- reading

  #isOpening = null;

  async #open(isOther) {
    const { room, target } = this;
    const opening = (this.#isOpening = {});
    this.problem = null;
    try {
      const found = await this.office.find(room);
      const talk = this.office.talk(room);
      if (isOther && room === this.room && this.office.unread(found)) this.newAfter = found.readSeq;
      if (target !== null && !talk.has(target)) await this.office.read(room, "readAround", target);
      else if (!talk.isRead) await this.office.read(room, "readEnd");
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      if (room === this.room) this.problem = problem;
      return;
    } finally {
      if (opening === this.#isOpening) this.#isOpening = null;
    }
    if (room !== this.room || target !== this.target) return;
    if (isOther) this.#heardTo = this.#talk.last;
    await this.updateComplete;
    if (target !== null) this.#log?.goTo(target);
    this.#see();
  }

  async #more(how) {
    await this.office.read(this.room, how).catch((problem) => {
      if (problem.status === undefined) throw problem; // a cut line: scrolling on tries again
    });
  }

  async #toLatest() {
    if (!this.#talk.isAtEnd) await this.office.read(this.room, "readEnd").catch(() => {});
    if (this.target !== null) history.replaceState(null, "", toKey(this.room));
    await this.updateComplete;
    this.#log?.toEnd();
  }

  #atEnd() {
    this.#talk.letGo();
    this.requestUpdate();
    this.#see();
  }

  async #goTo(id) {
    const seq = id % SEQ_BITS;
    if (this.#log.goTo(seq)) return;
    location.hash = toKey(this.room, seq);
  }

  // What is in sight of somebody who is here is read; else a line says from where on it is new.
  #see() {
    const room = this.#there;
    if (!room || !this.#talk.isRead) return;
    const unread = this.office.unread(room);
    const isHere = document.visibilityState === "visible" && document.hasFocus();
    const isLineOld = this.newAfter === null || (isHere && this.newAfter < room.readSeq);
    if (unread && isLineOld && !(isHere && this.#isAttended)) this.newAfter = room.readSeq;
    if (unread && isHere && (this.#log?.showsEnd || !this.#talk.messages.length)) {
      this.office.markRead(this.room);
    }
    this.#isAttended = isHere && Boolean(this.#log?.showsEnd);
  }

  #isAttended = false;

  updated(changed) {
    if (changed.has("room")) this.#isAttended = false;
    else if (!this.#talk.isRead && !this.#isOpening && !this.problem) this.#open(true);
    if (!changed.has("version")) return;
    this.#announce();
    this.#askAnswered();
    this.#rereadUnfollowed();
    this.updateComplete.then(() => this.#log?.updateComplete).then(() => this.#see());
  }

  // A room one only looks at brings nothing by itself.
  #rereadUnfollowed() {
    const room = this.#there;
    if (!room || room.isMember || !this.#talk.isAtEnd || this.#talk.last >= room.seq) return;
    this.#more("readNewer");
  }

  // Said aloud once, and only what others say now.
  #announce() {
    const { messages, isAtEnd } = this.#talk;
    const { me } = this.office;
    if (!isAtEnd || !this.#heardTo) return void (this.#heardTo = this.#talk.last);
    const news = messages.slice(-20).filter(({ seq, from_user: id }) => seq > this.#heardTo && id !== me.id);
    this.#heardTo = this.#talk.last;
    if (news.length > 3) this.heard = t("log.heardMany", news.length);
    else if (news.length) {
      this.heard = news.map(({ username, content }) => `${username}: ${content.slice(0, 200)}`).join("\n");
    }
  }

  // What is answered may be far from what is loaded.
  #askAnswered() {
    for (const { reply_to: id } of this.#talk.messages) {
      if (!id || this.#answered.has(id) || this.#talk.has(id % SEQ_BITS)) continue;
      this.#answered.set(id, null);
      this.api.get(`/chat/messages/${id}`).then(
        (message) => {
          this.#answered = new Map(this.#answered).set(id, message);
          this.requestUpdate();
        },
        () => {},
      );
    }
  }

  // --- doing

  #act({ detail: { name, message, detail } }) {
    const office = this.office;
    const path = `/chat/messages/${message.id}`;
    const author = message.from_user === office.me.id ? office.me.username : message.username;
    const acts = {
      again: () => office.again(message),
      "take-back": () => {
        office.outbox.forget(message.clientId);
        this.#composer.restore(message);
      },
      react: () => this.#react(message, detail),
      "react-more": () =>
        this.renderRoot.querySelector("emoji-picker").show((emoji) => this.#react(message, emoji)),
      reply: () => this.#composer.answer({ id: message.id, author, content: message.content }),
      edit: () => this.#composer.edit(message),
      copy: () => this.#copy(message),
      delete: () => this.renderRoot.querySelector("message-dialogs").askToDelete(message),
      history: () => this.renderRoot.querySelector("message-dialogs").showHistory(message, path),
    };
    acts[name]();
  }

  #react(message, emoji) {
    const mine = message.reactions?.find((one) => one.emoji === emoji)?.users.includes(this.office.me.id);
    const path = `/chat/messages/${message.id}/reactions`;
    return this.#told(
      this.office.change(
        mine ? this.api.delete(`${path}/${encodeURIComponent(emoji)}`) : this.api.post(path, { emoji }),
      ),
    );
  }

  #edited({ detail: { message, content } }) {
    const work = this.api.put(`/chat/messages/${message.id}`, { content });
    work.catch(() => {
      this.#composer.edit({ ...message, content }); // what was typed is not lost
    });
    return this.#told(this.office.change(work));
  }

  #editLast() {
    const mine = this.#talk.messages.findLast(
      ({ from_user: id, deleted }) => id === this.office.me.id && !deleted,
    );
    if (mine) this.#composer.edit(mine);
  }

  async #copy({ content }) {
    try {
      await navigator.clipboard.writeText(content);
      toast(t("copied"));
    } catch {
      toast(t("message.notCopied"));
    }
  }

  #said_() {
    this.newAfter = null;
    if (!this.#talk.isAtEnd) this.#toLatest();
  }

  #told(work) {
    return work.catch((problem) => {
      if (problem.status === undefined) throw problem;
      toast(errorText(problem));
    });
  }

  // --- files that are dropped

  #dragged(event) {
    if (!event.dataTransfer.types.includes("Files") || !this.#composer) return;
    event.preventDefault();
    this.isOver = true;
  }

  #dropped(event) {
    if (!this.isOver) return;
    event.preventDefault();
    this.isOver = false;
    this.#composer.addFiles([...event.dataTransfer.files]);
  }
}

const NOTHING = [];

customElements.define("intranet-room", IntranetRoom);
