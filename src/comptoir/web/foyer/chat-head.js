// <foyer-chat-head>: a chat's title and agent, and what may be done with the whole of it.
import { css, html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { Element } from "./shared/element.js";
import { fields } from "./shared/fields.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { toast } from "./shared/toasts.js";
import "./confirm.js";
import "./members.js";
import "./menu.js";
import { to } from "./routes.js";
import { save } from "./saving.js";
import { titleOf } from "./words.js";

const EXPORTS = { markdown: "md", json: "json" };
const MOST_TITLE = 200;

class FoyerChatHead extends Element {
  static properties = {
    api: { attribute: false },
    chat: { attribute: false },
    members: { attribute: false },
    account: { attribute: false },
    /** What is open beside the chat. */
    beside: {},
    isRenamed: { state: true },
    dialog: { state: true },
  };

  static styles = [
    Element.styles,
    fields,
    css`
      :host {
        position: relative;
        z-index: 3;
        display: block;
        border-bottom: 1px solid var(--line);
        background: var(--surface);
      }
      .bar,
      form {
        display: flex;
        gap: 0.35rem;
        align-items: center;
        min-height: 3.5rem;
        padding: 0.3rem clamp(0.4rem, 2vw, 1rem);
      }
      .back {
        display: none;
      }
      .title {
        flex: 1;
        min-width: 0;
        padding-inline-start: 0.4rem;
      }
      h2,
      .title p {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      h2 {
        font-size: 1.15rem;
      }
      h2:focus {
        outline: 0;
      }
      .title p {
        font-size: 0.85rem;
      }
      .title a {
        color: inherit;
      }
      .tool,
      .back {
        place-items: center;
        width: 2.75rem;
        height: 2.75rem;
        flex: none;
        border: 0;
        border-radius: 50%;
        background: none;
        color: inherit;
      }
      .tool {
        position: relative;
        display: grid;
      }
      .tool:hover,
      .tool[aria-expanded="true"] {
        background: var(--surface-raised);
      }
      .tool small {
        position: absolute;
        top: 0.15rem;
        inset-inline-end: 0.05rem;
        min-width: 1.1rem;
        padding: 0 0.25rem;
        border-radius: 999px;
        background: var(--accent);
        color: var(--on-accent);
        font-size: 0.7rem;
        line-height: 1.1rem;
        text-align: center;
      }
      @media (max-width: 56rem) {
        .back {
          display: grid;
        }
        .title {
          padding-inline-start: 0;
        }
      }
    `,
  ];

  focusDocuments() {
    this.renderRoot.querySelector(".documents")?.focus();
  }

  get #isOwner() {
    return this.chat.user_id === this.account.id;
  }

  render() {
    return html`${this.isRenamed ? this.#rename() : this.#bar()} ${this.#opened()}`;
  }

  #bar() {
    const { chat } = this;
    const others = this.members.length - 1;
    return html`<div class="bar">
      <a class="back" href=${to("chats")} aria-label=${t("chat.toList")}>${icon("back", 22)}</a>
      <div class="title">
        <h2 tabindex="-1" title=${titleOf(chat)} dir="auto">${titleOf(chat)}</h2>
        <p class="quiet">
          <a href=${to("agents", chat.agent_id)}>${chat.agent.name}</a>${this.#isOwner
            ? nothing
            : ` · ${t("chat.ownedBy", this.members[0]?.trigramme)}`}
        </p>
      </div>
      <button
        class="tool documents"
        aria-label=${t("documents.ofChat")}
        title=${t("documents.ofChat")}
        aria-expanded=${this.beside === "documents"}
        @click=${() => this.emit("documents")}
      >
        ${icon("file", 22)}
      </button>
      <button
        class="tool"
        aria-label=${t("members.open", others)}
        title=${t("members.open", others)}
        @click=${() => (this.dialog = "members")}
      >
        ${icon("people", 22)} ${others ? html`<small aria-hidden="true">${others + 1}</small>` : nothing}
      </button>
      <foyer-menu .label=${t("chat.more")} .deeds=${this.#deeds()}></foyer-menu>
    </div>`;
  }

  #deeds() {
    const deed = (shape, key, work, isDangerous = false) => ({ shape, words: t(key), work, isDangerous });
    const isOwner = this.#isOwner;
    return [
      isOwner && deed("pen", "chat.rename", () => this.#beginRename()),
      deed("download", "chat.exportMarkdown", () => this.#export("markdown")),
      deed("download", "chat.exportJson", () => this.#export("json")),
      isOwner
        ? deed("bin", "chat.delete", () => (this.dialog = "delete"), true)
        : deed("cross", "chat.leave", () => (this.dialog = "leave"), true),
    ].filter(Boolean);
  }

  #rename() {
    return html`<form @submit=${this.#renamed} @keydown=${this.#renameKey}>
      <input
        name="title"
        aria-label=${t("chat.title")}
        required
        maxlength=${MOST_TITLE}
        pattern=".*\\S.*"
        dir="auto"
        .value=${titleOf(this.chat)}
      />
      <button class="button small primary">${t("save")}</button>
      <button class="button small" type="button" @click=${() => (this.isRenamed = false)}>${t("cancel")}</button>
    </form>`;
  }

  #opened() {
    const { dialog } = this;
    if (!dialog) return nothing;
    const close = () => (this.dialog = null);
    if (dialog === "members") {
      return html`<foyer-members
        .api=${this.api}
        .chat=${this.chat}
        .members=${this.members}
        .account=${this.account}
        @closed=${close}
      ></foyer-members>`;
    }
    const path = `/api/chats/${this.chat.id}`;
    const isDelete = dialog === "delete";
    return html`<foyer-confirm
      .label=${t(`chat.${dialog}`)}
      .text=${t(`chat.${dialog}Text`, titleOf(this.chat))}
      .deed=${t(`chat.${dialog}Deed`)}
      .work=${async () => {
        await this.api.delete(isDelete ? path : `${path}/members/${this.account.id}`);
        toast(t(`chat.${dialog}Done`));
        this.emit("deleted");
      }}
      @closed=${close}
    ></foyer-confirm>`;
  }

  async #beginRename() {
    this.isRenamed = true;
    await this.updateComplete;
    this.renderRoot.querySelector("input").select();
  }

  #renameKey({ key }) {
    if (key === "Escape") this.isRenamed = false;
  }

  async #renamed(event) {
    event.preventDefault();
    const title = new FormData(event.target).get("title").trim();
    await this.#try(async () => {
      this.emit("renamed", await this.api.put(`/api/chats/${this.chat.id}`, { title }));
      this.isRenamed = false;
    });
  }

  async #export(format) {
    await this.#try(async () => {
      const path = `/api/chats/${this.chat.id}/export?format=${format}`;
      const name = titleOf(this.chat).replace(/[\\/:*?"<>|\u0000-\u001f]+/g, " ").trim().slice(0, 80);
      save(await this.api.blob("GET", path), `${name || this.chat.id}.${EXPORTS[format]}`);
    });
  }

  async #try(work) {
    try {
      await work();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      toast(errorText(problem));
    }
  }
}

customElements.define("foyer-chat-head", FoyerChatHead);
