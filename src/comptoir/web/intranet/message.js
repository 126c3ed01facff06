// <room-message>: one message: who, when, what; what became of it; and, where one is, what one may do.
import { css, html, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { moment, t, timeOfDay } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import "./attachment.js";
import "./avatar.js";
import { drawn } from "./markup.js";
import { look } from "./message-look.js";

export const QUICK = ["👍", "❤️", "😄", "🎉", "👀", "✅"];
const LONG_CHARS = 2_500;
const LONG_LINES = 40;

/** The words of a message that only brings files. */
export const filesOnly = (files) => `📎 ${files.map(({ name }) => name).join(", ")}`;

class RoomMessage extends Element {
  static properties = {
    api: { attribute: false },
    /** A message of the service, or an entry of the outbox. */
    message: { attribute: false },
    me: { attribute: false },
    /** What its author is called. */
    author: {},
    /** Whether the author's name and picture stand above it. */
    headed: { type: Boolean, reflect: true },
    /** What it answers, as a message; `null` for one that cannot be read, undefined for none. */
    answered: { attribute: false },
    answeredAuthor: {},
    /** Whether the keyboard or the pointer is here. */
    active: { type: Boolean, reflect: true },
    /** Whether an address led here. */
    found: { type: Boolean, reflect: true },
    readOnly: { type: Boolean },
    whole: { state: true },
  };

  static styles = [Element.styles, look];

  constructor() {
    super();
    this.whole = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.role = "listitem";
  }

  render() {
    const { message } = this;
    const at = message.timestamp ?? message.at;
    return html`<div class="side">
        ${this.headed
          ? html`<person-avatar .name=${this.author}></person-avatar>`
          : html`<time class="aside" datetime=${at} aria-hidden="true">${timeOfDay(at)}</time>`}
      </div>
      <div class="body">
        ${this.headed
          ? html`<div class="head">
              <strong dir="auto">${this.author}</strong>
              <time datetime=${at} title=${moment(at)}>${timeOfDay(at)}</time>
            </div>`
          : html`<span class="visually-hidden">${this.author}, ${timeOfDay(at)}:</span>`}
        ${this.answered === undefined ? nothing : this.#answered()} ${this.#words()}
        ${message.files?.length && !message.deleted ? this.#files() : nothing}
        ${message.reactions?.length ? this.#reactions() : nothing} ${this.#fate()}
      </div>
      ${this.active && !this.readOnly && message.seq && !message.deleted && message.timestamp
        ? this.#tools()
        : nothing}`;
  }

  #answered() {
    const { answered } = this;
    const words = answered?.deleted || !answered ? t("message.gone") : answered.content.slice(0, 160);
    return html`<button
      class="answered"
      ?disabled=${!answered}
      aria-label=${t("message.answers", this.answeredAuthor ?? "", words)}
      @click=${() => this.emit("go-to", this.message.reply_to ?? this.message.replyTo)}
    >
      ${icon("undo", 16)} <b dir="auto">${this.answeredAuthor}</b> <span dir="auto">${words}</span>
    </button>`;
  }

  #words() {
    const { content, deleted, files, edited_at: edited } = this.message;
    if (deleted) return html`<p class="deleted">${t("message.deleted")}</p>`;
    if (files?.length && content === filesOnly(files)) return nothing;
    const isLong = content.length > LONG_CHARS || content.split("\n").length > LONG_LINES;
    const shown = isLong && !this.whole ? cut(content) : content;
    return html`<div class="words">
        ${drawn(shown, this.me.username)}
        ${edited
          ? html`<button
              class="edited"
              title=${moment(edited)}
              ?disabled=${!this.#isMine && this.me.role !== "admin"}
              @click=${() => this.#act("history")}
            >
              ${t("message.edited")}
            </button>`
          : nothing}
      </div>
      ${isLong
        ? html`<button class="link" aria-expanded=${this.whole} @click=${() => (this.whole = !this.whole)}>
            ${t(this.whole ? "message.less" : "message.more")}
          </button>`
        : nothing}`;
  }

  #files() {
    return html`<div class="files">
      ${this.message.files.map(
        (file) => html`<file-attachment .api=${this.api} .file=${file}></file-attachment>`,
      )}
    </div>`;
  }

  #reactions() {
    return html`<div class="reactions" role="group" aria-label=${t("message.reactions")}>
      ${this.message.reactions.map(({ emoji, count, users }) => {
        const mine = users.includes(this.me.id);
        return html`<button
          aria-pressed=${mine}
          aria-label=${t("message.reactionBy", emoji, count, mine)}
          ?disabled=${this.readOnly}
          @click=${() => this.#act("react", emoji)}
        >
          <span>${emoji}</span> ${count}
        </button>`;
      })}
    </div>`;
  }

  // What becomes of what one says: on its way, stored, or refused.
  #fate() {
    const { status, problem } = this.message;
    if (!status) return nothing;
    if (status === "refused") {
      return html`<div class="refused" role="alert">
        ${icon("alert", 18)} <span>${t("message.refused")} ${problem}</span>
        <button class="link" @click=${() => this.#act("again")}>${t("retry")}</button>
        <button class="link" @click=${() => this.#act("take-back")}>${t("message.change")}</button>
      </div>`;
    }
    const words = t(`message.${status}`);
    return html`<span class="fate" title=${words}>
      ${icon(status === "stored" ? "check" : "clock", 14)}
      <span class=${status === "queued" ? "" : "visually-hidden"}>${words}</span>
    </span>`;
  }

  get #isMine() {
    return this.message.from_user === this.me.id;
  }

  #tools() {
    const mayDelete = this.#isMine || this.me.role === "admin";
    return html`<div class="tools" role="toolbar" aria-label=${t("message.tools")}>
      ${QUICK.slice(0, 3).map(
        (emoji) => html`<button
          class="quick"
          aria-label=${t("message.reactWith", emoji)}
          title=${t("message.reactWith", emoji)}
          @click=${() => this.#act("react", emoji)}
        >
          ${emoji}
        </button>`,
      )}
      ${this.#tool("plus", "react-more", "message.react")} ${this.#tool("undo", "reply", "message.reply")}
      ${this.#isMine ? this.#tool("pen", "edit", "message.edit") : nothing}
      ${this.#tool("copy", "copy", "message.copy")}
      ${mayDelete ? this.#tool("bin", "delete", "message.delete") : nothing}
    </div>`;
  }

  #tool(shape, act, label) {
    return html`<button aria-label=${t(label)} title=${t(label)} @click=${() => this.#act(act)}>
      ${icon(shape, 18)}
    </button>`;
  }

  #act(name, detail) {
    this.emit("act", { name, message: this.message, detail });
  }
}

const cut = (text) => `${text.split("\n").slice(0, LONG_LINES).join("\n").slice(0, LONG_CHARS)}…`;

customElements.define("room-message", RoomMessage);
