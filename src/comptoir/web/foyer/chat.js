// <foyer-chat>: one chat: its head, what was said, where one writes, and what is open beside it.
import { css, html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { newId } from "./shared/kept.js";
import { settle } from "./shared/places.js";
import { Regularly } from "./shared/regularly.js";
import { toast } from "./shared/toasts.js";
import { View } from "./shared/view.js";
import "./chat-head.js";
import "./composer.js";
import { Conversation } from "./conversation.js";
import "./documents.js";
import { Dropping } from "./dropping.js";
import "./log.js";
import { noModel, notices, onItsWay, typing } from "./notices.js";
import { to } from "./routes.js";
import "./side.js";
import "./source.js";
import { titleOf } from "./words.js";

const LOOK_EVERY_MS = 20_000; // where no socket tells

class FoyerChat extends View {
  static properties = {
    live: { attribute: false },
    chats: { attribute: false },
    account: { attribute: false },
    models: { attribute: false },
    chatId: { attribute: false },
    /** The message to show, or null for the last. */
    at: { attribute: false },
    /** What is open beside: `{kind: "source", message, number}`, `{kind: "documents"}` or null. */
    beside: { state: true },
    documents: { state: true },
    news: { state: true },
  };

  static styles = [
    View.styles,
    notices,
    css`
      :host {
        display: grid;
        grid-template: minmax(0, 1fr) / minmax(0, 1fr) auto;
        overflow: clip;
      }
      .talk {
        display: grid;
        grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
        min-height: 0;
      }
      .foot {
        display: grid;
        gap: 0.5rem;
        width: min(50rem, 100%);
        margin: 0 auto;
        padding: 0.4rem clamp(0.6rem, 3vw, 1.5rem) max(0.6rem, env(safe-area-inset-bottom));
      }
      .typing {
        min-height: 1.3rem;
        font-size: 0.85rem;
      }
      .over {
        position: absolute;
        z-index: 4;
        inset: 0.75rem;
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 0.6rem;
        border: 2px dashed var(--accent);
        border-radius: var(--radius);
        background: color-mix(in srgb, var(--surface) 92%, transparent);
        pointer-events: none;
      }
      .kept {
        width: min(50rem, 100%);
        text-align: start;
      }
      .kept blockquote {
        margin: 0.4rem 0 1rem;
        padding: 0.7rem 1rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      .gone {
        display: grid;
        gap: 1rem;
        justify-items: center;
        align-content: start;
        padding: 14vh 1.25rem 0;
        text-align: center;
      }
    `,
  ];

  #dropping = new Dropping(this, (files) =>
    this.renderRoot.querySelector("foyer-composer").addFiles(files),
  );

  constructor() {
    super();
    this.beside = null;
    this.documents = [];
    this.news = "";
    new Regularly(this, LOOK_EVERY_MS, () => {
      if (this.talk?.chat && !this.live.isConnected && !this.talk.writing) this.talk.read().catch(() => {});
    });
  }

  willUpdate(changed) {
    super.willUpdate?.(changed);
    if (changed.has("chatId")) this.#open();
    else if (changed.has("at") && this.at) this.#goTo(this.at);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.talk?.close();
  }

  focusTitle() {
    if (matchMedia("(pointer: coarse)").matches) return super.focusTitle(); // no keyboard unasked
    const composer = this.renderRoot.querySelector("foyer-composer");
    if (composer) composer.updateComplete.then(() => composer.focus());
  }

  get #isMissing() {
    return this.problem?.status === 404;
  }

  async #open() {
    this.talk?.close();
    this.beside = null;
    this.documents = [];
    this.problem = null;
    const talk = new Conversation({
      api: this.api,
      live: this.live,
      account: this.account,
      chatId: this.chatId,
    });
    this.talk = talk;
    talk.addEventListener("change", () => this.requestUpdate());
    talk.addEventListener("sent", () => this.#log?.toEnd());
    talk.addEventListener("answered", ({ detail }) => this.#answered(detail));
    talk.addEventListener("lost", () => this.#read());
    await this.#read();
    if (this.talk !== talk || !talk.chat) return;
    this.emit("titled", titleOf(talk.chat));
    if (this.at) await this.#goTo(this.at);
    if (talk.messages.some(({ files }) => files?.length)) this.#readDocuments();
  }

  #read() {
    const talk = this.talk;
    return this.during(() => (talk.chat ? talk.read() : talk.open()));
  }

  async #readDocuments() {
    const path = `/api/documents?entity_type=chat&entity_id=${this.chatId}`;
    const { documents } = await this.api.get(path).catch(() => ({ documents: this.documents }));
    this.documents = documents;
  }

  async #goTo(messageId) {
    await this.during(() => this.talk.reach(messageId));
    settle(to("chat", this.chatId));
    this.emit("settled"); // the same message may be asked for again
    await this.updateComplete;
    this.#log?.show(messageId);
  }

  get #log() {
    return this.renderRoot.querySelector("foyer-log");
  }

  render() {
    const { talk } = this;
    if (this.#isMissing) return this.#gone();
    if (!talk?.chat) {
      return html`<div class="gone">
        ${this.trouble(() => this.#read())}
        ${this.loading ? html`<p class="quiet" role="status">${t("chat.arriving")}</p>` : nothing}
        ${this.problem && talk ? this.#kept(talk) : nothing}
      </div>`;
    }
    return html`<section
        class="talk"
        @dragover=${this.#dropping.over}
        @dragleave=${this.#dropping.left}
        @drop=${this.#dropping.dropped}
      >
        <foyer-chat-head
          .api=${this.api}
          .chat=${talk.chat}
          .members=${talk.members}
          .account=${this.account}
          .beside=${this.beside?.kind}
          @renamed=${({ detail }) => this.#renamed(detail)}
          @deleted=${this.#deleted}
          @members=${() => talk.read()}
          @documents=${this.#toggleDocuments}
        ></foyer-chat-head>
        <foyer-log
          .messages=${talk.shown}
          .members=${talk.members}
          .documents=${this.documents}
          .agent=${talk.chat.agent.name}
          .mine=${this.account.id}
          .openSource=${this.beside?.kind === "source" ? this.beside : null}
          ?busy=${talk.isBusy}
          ?cut=${talk.isCut}
          ?earlier=${talk.hasEarlier}
          @earlier=${() => this.during(() => talk.earlier())}
          @source=${this.#source}
          @again=${({ detail }) => talk.again(detail)}
          @edit=${({ detail }) => talk.edit(detail.message, detail.words)}
          @branch=${({ detail }) => this.during(() => talk.choose(detail))}
          @fork=${({ detail }) => this.#fork(detail)}
        ></foyer-log>
        ${this.#foot(talk)}
        ${this.#dropping.isOver
          ? html`<div class="over">${icon("file", 40)}<p>${t("chat.drop")}</p></div>`
          : nothing}
        <p class="visually-hidden" role="status">${this.news}</p>
      </section>
      ${this.#side(talk)}`;
  }

  // Out of reach of the service, there is what this browser has: what waits, and what is being written.
  #kept({ outgoing }) {
    return html`<div class="kept">
      ${outgoing?.content
        ? html`<p class="quiet">${t("chat.waits")}</p>
            <blockquote dir="auto">${outgoing.content}</blockquote>`
        : nothing}
      <foyer-composer
        .api=${this.api}
        .account=${this.account}
        .chatId=${this.chatId}
        apart
      ></foyer-composer>
    </div>`;
  }

  #foot(talk) {
    return html`<div class="foot">
      ${this.trouble(() => this.#read())} 
      ${onItsWay(talk, { retry: () => talk.retry(), takeBack: () => this.#takeBack() })}
      ${noModel(this.models, talk.messages)}
      ${talk.members.length > 1
        ? html`<p class="typing quiet" role="status">${typing(talk)}</p>`
        : nothing}
      <foyer-composer
        .api=${this.api}
        .account=${this.account}
        .chatId=${this.chatId}
        ?busy=${talk.isBusy}
        ?stoppable=${Boolean(talk.writing ?? talk.chat.writing_id)}
        @say=${({ detail }) => this.#say(detail)}
        @stop=${() => this.#stop()}
        @types=${({ detail }) => talk.types(detail)}
      ></foyer-composer>
    </div>`;
  }

  #side(talk) {
    const { beside } = this;
    if (!beside) return nothing;
    const close = () => this.#closeSide();
    if (beside.kind === "documents") {
      return html`<foyer-side .label=${t("documents.ofChat")} @side-closed=${close}>
        <foyer-documents
          .api=${this.api}
          .account=${this.account}
          entity="chat"
          .entityId=${this.chatId}
          ?owner=${talk.chat.user_id === this.account.id}
          @documents=${({ detail }) => (this.documents = detail)}
        ></foyer-documents>
      </foyer-side>`;
    }
    const message = talk.messages.find(({ id }) => id === beside.message);
    return html`<foyer-side .label=${t("source.title")} @side-closed=${close}>
      <foyer-source
        .api=${this.api}
        .sources=${message?.citations ?? []}
        .number=${beside.number}
        @choose=${({ detail }) => (this.beside = { ...beside, number: detail })}
      ></foyer-source>
    </foyer-side>`;
  }

  #gone() {
    return html`<div class="gone" role="alert">
      ${icon("question", 44)}
      <h2 tabindex="-1">${t("chat.gone")}</h2>
      <p class="quiet">${t("chat.goneText")}</p>
      <a class="button primary" href=${to("chats")}>${t("chat.toList")}</a>
    </div>`;
  }

  #say({ words, files }) {
    this.news = t("chat.answering", this.talk.chat.agent.name);
    this.talk.say(words, files);
    if (files.length) this.#readDocuments();
  }

  async #stop() {
    try {
      await this.talk.stop();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      toast(errorText(problem));
    }
  }

  // What was taken back is written again; other deeds are only undone.
  #takeBack() {
    const item = this.talk.giveUp();
    if (item) this.renderRoot.querySelector("foyer-composer").restore(item);
  }

  async #answered({ state, citations }) {
    this.news = t(`chat.ended.${state}`, citations?.length ?? 0);
    await this.chats.read().catch(() => {}); // its place in the list, and its title
    const listed = this.chats.list?.find(({ id }) => id === this.chatId);
    if (listed && this.talk.chat) this.#retitle(listed.title);
  }

  #renamed(chat) {
    this.chats.put(chat);
    this.#retitle(chat.title);
  }

  #retitle(title) {
    this.talk.chat = { ...this.talk.chat, title };
    this.emit("titled", titleOf(this.talk.chat));
    this.requestUpdate();
  }

  #deleted() {
    this.chats.drop(this.chatId);
    location.hash = to("chats");
  }

  #source({ detail: { message, number } }) {
    const isOpen = this.beside?.message === message && this.beside.number === number;
    this.beside = isOpen ? null : { kind: "source", message, number };
  }

  #toggleDocuments() {
    this.beside = this.beside?.kind === "documents" ? null : { kind: "documents" };
  }

  #closeSide() {
    const was = this.beside;
    this.beside = null;
    if (was?.kind === "source") this.#log?.focusSource(was.message, was.number);
    else this.renderRoot.querySelector("foyer-chat-head")?.focusDocuments();
  }

  async #fork(message) {
    this.forkKey ??= newId();
    const chat = await this.during(() =>
      this.api.post(
        `/api/chats/${this.chatId}/fork`,
        { message_id: message.id },
        { "Idempotency-Key": this.forkKey },
      ),
    );
    this.forkKey = null;
    if (!chat) return;
    this.chats.put(chat);
    toast(t("chat.forked"));
    location.hash = to("chat", chat.id);
  }
}

customElements.define("foyer-chat", FoyerChat);
