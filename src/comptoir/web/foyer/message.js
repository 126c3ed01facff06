// <foyer-message>: one message, what may be done with it, and the branches beside it.
import { css, html, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { moment, named, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { toast } from "./shared/toasts.js";
import "./edit.js";
import "./prose.js";

class FoyerMessage extends Element {
  static properties = {
    message: { attribute: false },
    /** Whose it is: a trigramme or an agent's name; null for one's own. */
    author: {},
    agent: {},
    /** Documents that went along, `[{id, filename}]`. */
    files: { attribute: false },
    /** Whether an answer is being written: then nothing else may begin. */
    busy: { type: Boolean },
    cut: { type: Boolean },
    /** The number of this message's source that is open beside, or null. */
    openSource: { attribute: false },
    isEdited: { state: true },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: block;
        content-visibility: auto;
        contain-intrinsic-block-size: auto 8rem;
      }
      article {
        display: grid;
        gap: 0.3rem;
        grid-template-columns: minmax(0, 1fr);
        justify-items: start;
      }
      .author {
        font-size: 0.85rem;
        font-weight: 600;
        color: var(--ink-soft);
      }
      .mine {
        justify-items: end;
      }
      .said {
        max-width: min(38rem, 88%);
        padding: 0.65rem 1rem;
        border-radius: var(--radius) var(--radius) 0.3rem var(--radius);
        background: var(--mine);
        color: var(--on-mine);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      .theirs .said {
        border: 1px solid var(--line);
        border-radius: 0.3rem var(--radius) var(--radius) var(--radius);
        background: var(--surface-raised);
        color: inherit;
      }
      .pending .said {
        opacity: 0.75;
      }
      .answer {
        width: 100%;
      }
      foyer-prose {
        width: 100%;
      }
      .files {
        display: flex;
        flex-wrap: wrap;
        gap: 0.3rem;
        max-width: 88%;
        font-size: 0.85rem;
      }
      .files span {
        display: inline-flex;
        gap: 0.3rem;
        align-items: center;
        padding: 0.15rem 0.6rem;
        border: 1px solid var(--line);
        border-radius: 999px;
        background: var(--surface);
        overflow-wrap: anywhere;
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        gap: 0.1rem;
        align-items: center;
        min-height: 2.25rem;
        margin-inline: -0.4rem;
        color: var(--ink-soft);
        font-size: 0.85rem;
      }
      .tools button {
        display: grid;
        place-items: center;
        min-width: 2.25rem;
        height: 2.25rem;
        padding: 0;
        border: 0;
        border-radius: 999px;
        background: none;
      }
      .tools button:hover:not(:disabled) {
        background: var(--surface-raised);
        color: var(--ink);
      }
      .tools button:disabled {
        opacity: 0.4;
        cursor: default;
      }
      .branch {
        min-width: 2rem;
        text-align: center;
        font-variant-numeric: tabular-nums;
      }
      .model {
        padding-inline: 0.4rem;
      }
      .state {
        display: flex;
        gap: 0.45rem;
        align-items: center;
        padding: 0.3rem 0.75rem;
        border-radius: 999px;
        background: var(--surface-raised);
        font-size: 0.9rem;
      }
      .failed,
      .interrupted {
        background: var(--danger-soft);
        color: var(--danger);
      }
      .thinking {
        display: inline-flex;
        gap: 0.3rem;
        padding: 0.6rem 0;
      }
      .thinking i {
        width: 0.5rem;
        height: 0.5rem;
        border-radius: 50%;
        background: var(--accent);
        animation: breathe 1.2s infinite ease-in-out;
      }
      .thinking i:nth-child(2) {
        animation-delay: 0.15s;
      }
      .thinking i:nth-child(3) {
        animation-delay: 0.3s;
      }
      @keyframes breathe {
        0%,
        60%,
        100% {
          opacity: 0.3;
        }
        30% {
          opacity: 1;
        }
      }
      :host([found]) article {
        outline: 3px solid var(--accent);
        outline-offset: 6px;
        border-radius: var(--radius-small);
      }
    `,
  ];

  render() {
    return this.message.role === "user" ? this.#question() : this.#answer();
  }

  #question() {
    const { message } = this;
    const isMine = this.author === null;
    if (this.isEdited) {
      return html`<foyer-edit
        .words=${message.content}
        ?busy=${this.busy}
        @given-up=${this.#editEnded}
        @edited=${this.#edited}
      ></foyer-edit>`;
    }
    return html`<article
      class="${isMine ? "mine" : "theirs"} ${message.isPending ? "pending" : ""}"
      aria-label=${isMine ? t("message.yours") : t("message.of", this.author)}
    >
      ${isMine ? nothing : html`<p class="author">${this.author}</p>`}
      <div class="said" dir="auto">${message.content}</div>
      ${this.files?.length
        ? html`<div class="files">
            ${this.files.map(({ filename }) => html`<span>${icon("file", 16)} ${filename}</span>`)}
          </div>`
        : nothing}
      ${message.isPending ? nothing : this.#tools(isMine)}
    </article>`;
  }

  #answer() {
    const { message } = this;
    const isGrowing = message.isPending || message.state === "writing";
    return html`<article class="answer" aria-label=${t("message.of", this.agent)} aria-busy=${isGrowing}>
      <p class="author">${this.agent}</p>
      ${message.content
        ? html`<foyer-prose
            .text=${message.content}
            .sources=${message.citations ?? []}
            .open=${this.openSource}
            ?growing=${isGrowing}
            @source=${this.#source}
          ></foyer-prose>`
        : nothing}
      ${isGrowing && !message.content
        ? html`<span class="thinking" aria-hidden="true"><i></i><i></i><i></i></span>`
        : nothing}
      ${this.#state(message.state)} ${isGrowing ? nothing : this.#tools(false)}
    </article>`;
  }

  #state(state) {
    if (this.cut) return html`<p class="state">${icon("offline", 18)} ${t("message.cut")}</p>`;
    if (!["stopped", "failed", "interrupted"].includes(state)) return nothing;
    const shape = state === "stopped" ? "stop" : "alert";
    return html`<p class="state ${state}">${icon(shape, 18)} ${t(`message.${state}`)}</p>`;
  }

  #tools(isMine) {
    const { message, busy } = this;
    const isAnswer = message.role === "assistant";
    return html`<div class="tools">
      ${this.#branches()} ${this.#tool("copy", "copy", () => this.#copy())}
      ${isAnswer ? this.#tool("again", "message.again", () => this.emit("again", message), busy) : nothing}
      ${isMine ? this.#tool("pen", "message.edit", () => this.#edit(), busy) : nothing}
      ${this.#tool("fork", "message.fork", () => this.emit("fork", message))}
      ${isAnswer && message.llm_model
        ? html`<span class="model" title=${moment(message.created_at)}>
            ${named("model", message.llm_model)}
          </span>`
        : nothing}
    </div>`;
  }

  #branches() {
    const { id, siblings } = this.message;
    if (!siblings || siblings.length < 2) return nothing;
    const place = siblings.indexOf(id);
    const go = (way, shape, label) => {
      const other = siblings[place + way];
      return html`<button
        aria-label=${t(label)}
        title=${t(label)}
        ?disabled=${!other || this.busy}
        @click=${() => this.emit("branch", other)}
      >
        ${icon(shape, 18)}
      </button>`;
    };
    return html`${go(-1, "left", "message.earlierBranch")}
      <span class="branch">
        <span class="visually-hidden">${t("message.branch", place + 1, siblings.length)}</span>
        <span aria-hidden="true">${place + 1}/${siblings.length}</span>
      </span>
      ${go(1, "next", "message.laterBranch")}`;
  }

  #tool(shape, label, work, disabled = false) {
    return html`<button aria-label=${t(label)} title=${t(label)} ?disabled=${disabled} @click=${work}>
      ${icon(shape, 18)}
    </button>`;
  }

  #source(event) {
    event.stopPropagation(); // it is told again, with the message
    this.emit("source", { message: this.message.id, number: event.detail });
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.message.content);
      toast(t("copied"));
    } catch {
      toast(t("copy.unable"));
    }
  }

  #edit() {
    this.isEdited = true;
  }

  async #editEnded() {
    this.isEdited = false;
    await this.updateComplete;
    this.renderRoot.querySelector(".tools button")?.focus();
  }

  #edited({ detail: words }) {
    this.isEdited = false;
    if (words !== this.message.content) this.emit("edit", { message: this.message, words });
  }
}

customElements.define("foyer-message", FoyerMessage);
