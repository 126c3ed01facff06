// <room-composer>: where one writes: text, files, answers, mentions; or changes what one said.
import { css, html, live, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { toast } from "./shared/toasts.js";
import { sizeOf } from "./attachment.js";
import "./avatar.js";
import { look } from "./composer-look.js";
import { draftOf, keepDraft } from "./drafts.js";
import { filesOnly } from "./message.js";
import { MOST as MOST_FILES, Uploads } from "./uploads.js";

const MOST = 16_000; // characters: a frame has 64 KB, and a character up to four bytes
const SHOW_BELOW = 500;
const MOST_OFFERED = 6;
const CALLING = /(?:^|[\s(])@([\p{L}\p{N}_.-]{0,50})$/u;

class RoomComposer extends Element {
  static properties = {
    api: { attribute: false },
    office: { attribute: false },
    me: { attribute: false },
    /** The room's key; each has a draft of its own. */
    room: {},
    /** What the room is called, for the placeholder. */
    name: {},
    text: { state: true },
    /** The message that is answered, `{id, author, content}`, or null. */
    replyTo: { state: true },
    /** The message that is being changed, or null. */
    editing: { state: true },
    offered: { state: true },
    chosen: { state: true },
    isWaiting: { state: true },
  };

  static styles = [Element.styles, look];

  #uploads = new Map();

  constructor() {
    super();
    Object.assign(this, { text: "", replyTo: null, editing: null, offered: [], chosen: 0 });
    this.isWaiting = false;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#keep();
  }

  willUpdate(changed) {
    if (!changed.has("room")) return;
    if (changed.get("room")) this.#keep(changed.get("room"));
    const { text, files, replyTo } = draftOf(this.me.id, this.room);
    Object.assign(this, { text, replyTo, editing: null, offered: [], isWaiting: false });
    this.uploads = this.#uploadsOf(this.room, files);
  }

  // What is being sent for a room goes on while another is looked at.
  #uploadsOf(room, files) {
    if (!this.#uploads.has(room)) {
      const uploads = new Uploads(this.api);
      uploads.become(files);
      uploads.addEventListener("change", () => this.#uploadsChanged(room, uploads));
      this.#uploads.set(room, uploads);
    }
    return this.#uploads.get(room);
  }

  focus() {
    this.#field?.focus();
  }

  /** Answer a message, `{id, author, content}`. */
  answer(message) {
    this.#leaveEdit();
    this.replyTo = message;
    this.#keep();
    this.focus();
  }

  /** Change a message that was said. */
  edit(message) {
    this.#keep();
    this.editing = message;
    this.text = message.content;
    this.offered = [];
    this.updateComplete.then(() => {
      this.focus();
      this.#field.setSelectionRange(this.text.length, this.text.length);
    });
  }

  /** Put a message that was refused back, before what is being written. */
  restore({ content, files }) {
    const isFilesOnly = files.length && content === filesOnly(files);
    if (!isFilesOnly) this.text = this.text ? `${content}\n${this.text}` : content;
    this.uploads.become([...files, ...this.uploads.done].slice(0, MOST_FILES));
    this.#keep();
    this.focus();
  }

  /** Send along files that were dropped or pasted. */
  addFiles(files) {
    const leftAside = this.uploads.add(files);
    if (leftAside) toast(t("composer.tooManyFiles", MOST_FILES));
  }

  get #field() {
    return this.renderRoot.querySelector("textarea");
  }

  get #left() {
    return MOST - this.text.length;
  }

  get #isEmpty() {
    return !this.text.trim() && (this.editing || !this.uploads.list.length);
  }

  render() {
    const left = this.#left;
    return html`<form @submit=${this.#submit}>
        ${this.editing ? this.#banner("pen", t("composer.editing"), () => this.#leaveEdit()) : nothing}
        ${this.replyTo && !this.editing ? this.#replying() : nothing}
        ${this.editing ? nothing : this.#files()} ${this.offered.length ? this.#people() : nothing}
        <div class="row">
          ${this.editing
            ? nothing
            : html`<button
                  class="tool"
                  type="button"
                  aria-label=${t("composer.file")}
                  title=${t("composer.file")}
                  @click=${(event) => event.currentTarget.nextElementSibling.click()}
                >
                  ${icon("plus", 22)}
                </button>
                <input type="file" hidden multiple @change=${this.#picked} />`}
          <textarea
            rows="1"
            dir="auto"
            aria-label=${t("composer.label", this.name)}
            aria-invalid=${left < 0}
            aria-autocomplete="list"
            aria-controls=${this.offered.length ? "people" : nothing}
            aria-activedescendant=${this.offered.length ? `person${this.chosen}` : nothing}
            placeholder=${t("composer.placeholder", this.name)}
            .value=${live(this.text)}
            @input=${this.#typed}
            @keydown=${this.#pressed}
            @paste=${this.#pasted}
            @click=${this.#offer}
            @blur=${() => (this.offered = [])}
          ></textarea>
          <button
            class="button primary send"
            aria-label=${t(this.editing ? "composer.save" : "composer.send")}
            title=${t(this.editing ? "composer.save" : "composer.send")}
            ?disabled=${this.#isEmpty || left < 0}
          >
            ${icon(this.editing ? "check" : "send", 22)}
          </button>
        </div>
      </form>
      <p class="count" role="status">
        ${this.isWaiting ? t("composer.waits") : nothing}
        ${left < SHOW_BELOW
          ? html`<span class=${left < 0 ? "over" : ""}>${t(left < 0 ? "composer.over" : "composer.left", Math.abs(left))}</span>`
          : nothing}
      </p>`;
  }

  #banner(shape, words, leave) {
    return html`<div class="banner">
      ${icon(shape, 16)} <span dir="auto">${words}</span>
      <button type="button" aria-label=${t("cancel")} title=${t("cancel")} @click=${leave}>
        ${icon("cross", 16)}
      </button>
    </div>`;
  }

  #replying() {
    const { author, content } = this.replyTo;
    return this.#banner("undo", html`<b>${author}</b> ${content.slice(0, 160)}`, () => {
      this.replyTo = null;
      this.#keep();
      this.focus();
    });
  }

  #files() {
    if (!this.uploads.list.length) return nothing;
    return html`<ul class="files" aria-label=${t("composer.files")}>
      ${this.uploads.list.map(
        (one) => html`<li class=${one.status}>
          ${icon(one.status === "failed" ? "alert" : "file", 18)}
          <span><b>${one.name}</b> <small>${this.#about(one)}</small></span>
          ${one.status === "failed" && one.mayPass
            ? html`<button type="button" class="link" @click=${() => this.uploads.again(one)}>${t("retry")}</button>`
            : nothing}
          <button
            type="button"
            aria-label=${t("composer.removeFile", one.name)}
            @click=${() => this.uploads.remove(one)}
          >
            ${icon("cross", 16)}
          </button>
        </li>`,
      )}
    </ul>`;
  }

  #about({ status, share, size, problem }) {
    if (status === "sending") return `${Math.round(share * 100)} %`;
    if (status === "failed") return problem ?? t("composer.fileTooLarge");
    return size === undefined ? "" : sizeOf(size);
  }

  #people() {
    return html`<ul class="people" id="people" role="listbox" aria-label=${t("composer.people")}>
      ${this.offered.map(
        ({ username, full_name: fullName, online }, place) => html`<li
          id=${`person${place}`}
          role="option"
          aria-selected=${place === this.chosen}
          @pointerdown=${(event) => event.preventDefault()}
          @click=${() => this.#call(place)}
        >
          <person-avatar .name=${username} .status=${online ? "online" : "offline"}></person-avatar>
          <b>${username}</b> <span class="quiet">${fullName}</span>
        </li>`,
      )}
    </ul>`;
  }

  // --- writing

  #typed() {
    this.text = this.#field.value;
    this.office.types(this.room, Boolean(this.text.trim()) && !this.editing);
    this.#offer();
    this.#keep();
  }

  #keep(room = this.room) {
    if (this.editing || !room) return;
    const files = this.#uploads.get(room)?.done ?? [];
    keepDraft(this.me.id, room, { text: this.text, files, replyTo: this.replyTo });
  }

  #offer() {
    const { selectionStart, selectionEnd, value } = this.#field;
    const called = selectionStart === selectionEnd && CALLING.exec(value.slice(0, selectionStart));
    this.offered = called ? this.office.people.named(called[1], MOST_OFFERED) : [];
    this.chosen = 0;
  }

  #call(place) {
    const { username } = this.offered[place];
    const end = this.#field.selectionStart;
    const head = this.text.slice(0, end).replace(/@[^@]*$/, `@${username} `);
    this.text = head + this.text.slice(end).replace(/^ /, "");
    this.offered = [];
    this.updateComplete.then(() => this.#field.setSelectionRange(head.length, head.length));
    this.focus();
  }

  #pressed(event) {
    if (event.isComposing) return;
    if (this.offered.length && this.#chose(event)) return event.preventDefault();
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) return this.#submit(event);
    if (event.key === "Escape" && (this.editing || this.replyTo)) {
      event.preventDefault();
      if (this.editing) return this.#leaveEdit();
      this.replyTo = null;
      return this.#keep();
    }
    if (event.key === "ArrowUp" && !this.text && !this.editing) {
      event.preventDefault();
      this.emit("edit-last");
    }
    return undefined;
  }

  // A name that is written whole needs no choice: Enter sends.
  #chose({ key }) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (key === "Enter" && this.#isWhole) return false;
    const many = this.offered.length;
    if (step) this.chosen = (this.chosen + step + many) % many;
    else if (key === "Enter" || key === "Tab") this.#call(this.chosen);
    else if (key === "Escape") this.offered = [];
    else return false;
    return true;
  }

  get #isWhole() {
    const called = CALLING.exec(this.text.slice(0, this.#field.selectionStart));
    return called !== null && this.offered[this.chosen].username === called[1];
  }

  #picked({ target }) {
    this.addFiles([...target.files]);
    target.value = "";
    this.focus();
  }

  #pasted(event) {
    const files = [...event.clipboardData.files];
    if (!files.length || this.editing) return;
    event.preventDefault();
    this.addFiles(files);
  }

  #uploadsChanged(room, uploads) {
    if (room !== this.room) {
      return keepDraft(this.me.id, room, { ...draftOf(this.me.id, room), files: uploads.done });
    }
    this.#keep();
    this.requestUpdate();
    if (this.uploads.isTroubled) this.isWaiting = false;
    else if (this.isWaiting && !this.uploads.isBusy) this.#say();
    return undefined;
  }

  // --- sending

  #submit(event) {
    event.preventDefault();
    if (this.#isEmpty || this.#left < 0) return;
    if (this.editing) this.#saveEdit();
    else if (this.uploads.isBusy) this.isWaiting = true;
    else if (this.uploads.isTroubled) toast(t("composer.fileTrouble"));
    else this.#say();
  }

  #say() {
    const files = this.uploads.done;
    const content = this.text.trim() || filesOnly(files);
    this.isWaiting = false;
    if (!this.office.say(this.room, { content, files, replyTo: this.replyTo?.id ?? null })) {
      return toast(t("composer.full"));
    }
    Object.assign(this, { text: "", replyTo: null, offered: [] });
    this.uploads.become([]);
    this.office.types(this.room, false);
    this.#keep();
    return this.emit("said");
  }

  #saveEdit() {
    const { editing, text } = this;
    const content = text.trim();
    this.#leaveEdit();
    if (content !== editing.content) this.emit("edited", { message: editing, content });
  }

  #leaveEdit() {
    if (!this.editing) return;
    this.editing = null;
    Object.assign(this, { text: draftOf(this.me.id, this.room).text, offered: [] });
    this.focus();
  }

  // Where `field-sizing` is unknown the field grows by its rows.
  updated() {
    if (CSS.supports("field-sizing", "content")) return;
    this.#field.rows = Math.min(8, this.text.split("\n").length + Math.floor(this.text.length / 80));
  }
}

customElements.define("room-composer", RoomComposer);
