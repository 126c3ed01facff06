// The base of conversations handed over: what was said, taking it, answering, giving it back.
import { css, html, live, nothing } from "../vendor/lit.js";
import { errorText } from "./api.js";
import { lengthOf } from "./characters.js";
import { MOST } from "./composer.js";
import { t, when } from "./i18n.js";
import { icon } from "./icons.js";
import { keep, kept, newId } from "./kept.js";
import { toast } from "./toasts.js";
import { fields } from "./fields.js";
import { View } from "./view.js";
import { Regularly } from "./regularly.js";

const LOOK_EVERY_MS = 4_000;
const NEAR_PX = 120;

/**
 * A service says where its `desk` is (`{href, words}`) and under which `draftKey` a reply is kept; who
 * the reader is (`me`), whose the thread is (`taker`, `{id, name}` or null), whether one may take it
 * (`mayTake`) and with what (`takes`); what is shown beside the title (`about`) and, in its own words,
 * `why` a deed was refused, or null.
 */
export class HandoverThread extends View {
  static properties = {
    handoverId: {},
    thread: { state: true },
    text: { state: true },
    busy: { state: true },
    refusal: { state: true },
  };

  static styles = [
    View.styles,
    fields,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr) auto;
        grid-template-columns: minmax(0, 1fr);
        min-height: 0;
        overflow: hidden;
        scrollbar-gutter: auto;
      }
      .top,
      .write {
        display: grid;
        gap: 0.6rem;
        padding: 0.8rem clamp(0.9rem, 3vw, 1.5rem);
        background: var(--surface);
      }
      .top {
        border-bottom: 1px solid var(--line);
      }
      .write {
        border-top: 1px solid var(--line);
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 0.8rem;
        align-items: center;
      }
      .line > p {
        flex: 1 1 12rem;
      }
      h2 {
        font-size: 1.15rem;
      }
      summary {
        cursor: pointer;
        font-weight: 600;
      }
      .summary {
        max-height: 30vh;
        margin-top: 0.5rem;
        overflow-y: auto;
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      .scroll {
        position: relative;
        padding: 1.1rem clamp(0.9rem, 3vw, 1.5rem);
        overflow-y: auto;
      }
      .scroll:focus-visible {
        outline-offset: -3px;
      }
      [role="log"] {
        display: grid;
        gap: 0.9rem;
      }
      .turn {
        display: grid;
        gap: 0.2rem;
        justify-items: start;
      }
      .turn.staff {
        justify-items: end;
      }
      .turn p {
        max-width: min(38rem, 90%);
        padding: 0.6rem 0.9rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      .turn.assistant p {
        background: none;
        color: var(--ink-soft);
      }
      .turn.staff p {
        border: 0;
        background: var(--mine);
        color: var(--on-mine);
      }
      .who {
        font-size: 0.8rem;
        color: var(--ink-soft);
      }
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0.6rem;
        align-items: end;
      }
      textarea {
        min-height: 2.75rem;
        max-height: 10rem;
      }
      .problem {
        margin: 1rem;
      }
      @media (min-width: 56.01rem) {
        .back {
          display: none;
        }
      }
    `,
  ];

  #key = null; // of the reply tried last
  #count = 0;

  constructor() {
    super();
    this.thread = this.refusal = null;
    this.text = "";
    this.busy = false;
    new Regularly(this, LOOK_EVERY_MS, () => this.#load());
  }

  willUpdate(changed) {
    if (!changed.has("handoverId")) return;
    this.thread = this.refusal = this.problem = null;
    this.#count = 0;
    this.text = kept(this.draftKey) ?? "";
  }

  updated(changed) {
    if (changed.has("handoverId")) this.#load();
    if (changed.has("thread")) this.#follow();
  }

  render() {
    const { href, words } = this.desk;
    const back = html`<a class="back" href=${href}>${icon("back", 18)} ${words}</a>`;
    if (!this.thread) return html`<div class="top">${back} ${this.#absent()}</div>`;
    const mine = this.#isMine;
    return html`<div class="top">
        ${back}
        <div class="line">
          <h2 tabindex="-1">${t("thread.title")}</h2>
          ${this.#state(mine)}
          ${this.about}
          ${this.#buttons(mine)}
        </div>
        <details>
          <summary>${t("thread.summary")}</summary>
          <p class="summary" dir="auto">${this.thread.summary}</p>
        </details>
        ${this.trouble(() => this.#load())}
      </div>
      <div class="scroll" tabindex="0" aria-label=${t("log.label")} role="region">
        <div role="log">${this.thread.messages.map((message) => this.#turn(message))}</div>
      </div>
      <div class="write">
        <div role="alert">
          ${this.refusal ? html`<p class="refusal">${this.#why(this.refusal)}</p>` : nothing}
        </div>
        ${this.#writing(mine)}
      </div>`;
  }

  #absent() {
    if (this.problem?.status === 404) return html`<p role="alert">${t("thread.gone")}</p>`;
    return this.trouble(() => this.#load());
  }

  get #isMine() {
    return this.taker?.id === this.me;
  }

  #state(mine) {
    const { taker } = this;
    const words = mine ? t("thread.yours") : taker ? t("desk.takenBy", taker.name) : t("desk.free");
    return html`<p class="quiet">${words}</p>`;
  }

  #buttons(mine) {
    if (mine) {
      return html`<button class="button small" ?disabled=${this.busy} @click=${() => this.#release()}>
        ${icon("undo", 17)} ${t("thread.release")}
      </button>`;
    }
    if (!this.mayTake) return nothing;
    const { taker } = this;
    return html`<button
      class="button small ${taker ? "" : "primary"}"
      ?disabled=${this.busy}
      @click=${() => this.#take()}
    >
      ${taker ? t("thread.takeFrom", taker.name) : t("thread.take")}
    </button>`;
  }

  #turn({ role, content, created_at: at }) {
    return html`<div class="turn ${role}">
      <span class="who">
        ${t(`thread.${role}`)} · <time datetime=${at}>${when(at)}</time>
      </span>
      <p dir="auto">${content}</p>
    </div>`;
  }

  // What was typed stays, whoever has the conversation meanwhile.
  #writing(mine) {
    const over = lengthOf(this.text.trim()) - MOST;
    if (!mine && !this.text) return html`<p class="quiet">${t("thread.takeFirst")}</p>`;
    return html`<form @submit=${this.#reply}>
        <label>
          <span class="visually-hidden">${t("thread.label")}</span>
          <textarea
            rows="1"
            dir="auto"
            placeholder=${t("thread.placeholder")}
            .value=${live(this.text)}
            @input=${({ target }) => this.#write(target.value)}
            @keydown=${this.#pressed}
          ></textarea>
        </label>
        <button class="button primary" ?disabled=${this.busy || !mine || !this.text.trim() || over > 0}>
          ${icon("send", 18)} ${t("composer.send")}
        </button>
      </form>
      ${over > 0 ? html`<p class="refusal">${t("composer.tooLong", over)}</p>` : nothing}`;
  }

  #why(problem) {
    if (problem.status === 404) return t("thread.gone");
    return this.why(problem) ?? errorText(problem);
  }

  #write(text) {
    this.text = text;
    keep(this.draftKey, text || null);
  }

  #pressed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  }

  async #take() {
    if (!(await this.#do("take", this.takes))) return;
    await this.#load();
    await this.updateComplete;
    this.renderRoot.querySelector("textarea")?.focus();
  }

  async #reply(event) {
    event.preventDefault();
    const content = this.text.trim();
    if (!content || this.busy || !this.#isMine) return;
    if (this.#key?.content !== content) this.#key = { content, id: newId() };
    if (!(await this.#do("reply", { content }, { "Idempotency-Key": this.#key.id }))) return;
    this.#key = null;
    this.#write("");
    await this.#load();
  }

  async #release() {
    if (!(await this.#do("release", {}))) return;
    keep(this.draftKey, null);
    toast(t("thread.released"));
    location.hash = this.desk.href;
  }

  // Says whether it was done; somebody may have been faster.
  async #do(deed, body = undefined, headers = {}) {
    this.busy = true;
    this.refusal = null;
    try {
      await this.api.post(`/api/handovers/${this.handoverId}/${deed}`, body, headers);
      return true;
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      if (problem.status === 409) await this.#load();
      this.refusal = problem;
      return false;
    } finally {
      this.busy = false;
      this.emit("changed");
    }
  }

  async #load() {
    const { handoverId: id } = this;
    const found = await this.during(() => this.api.get(`/api/handovers/${encodeURIComponent(id)}`));
    if (id !== this.handoverId) return;
    if (!found) {
      // Given back by a colleague: what was being written is still in the field.
      if (this.problem?.status === 404 && this.thread) {
        this.refusal = this.problem;
        this.problem = null;
      }
      return;
    }
    if (!this.thread) this.emit("titled", t("thread.title"));
    this.thread = found;
  }

  #follow() {
    const scroll = this.renderRoot.querySelector(".scroll");
    const count = this.thread?.messages.length ?? 0;
    if (!scroll || count === this.#count) return;
    const isNear = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_PX + 200;
    if (isNear || !this.#count) scroll.scrollTop = scroll.scrollHeight;
    this.#count = count;
  }
}
