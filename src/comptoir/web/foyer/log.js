// <foyer-log>: the messages, which keeps to the end while one is there, and to its place else.
import { css, html, nothing, repeat } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import "./message.js";

const NEAR_PX = 120;
const AT_END_PX = 8;
const FOUND_MS = 2_500;

class FoyerLog extends Element {
  static properties = {
    messages: { attribute: false },
    members: { attribute: false },
    documents: { attribute: false },
    /** The agent's name. */
    agent: {},
    /** Who reads: a user id. */
    mine: { attribute: false },
    /** `{message, number}` of the source that is open beside, or null. */
    openSource: { attribute: false },
    busy: { type: Boolean },
    cut: { type: Boolean },
    earlier: { type: Boolean },
    isAway: { state: true },
    found: { state: true },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        position: relative;
        display: grid;
        min-height: 0;
      }
      .scroll {
        position: relative; /* what is hidden in it scrolls with it */
        overflow-y: auto;
        overscroll-behavior: contain;
        scrollbar-gutter: stable;
      }
      .scroll:focus-visible {
        outline-offset: -3px;
      }
      .column {
        display: grid;
        gap: 1.25rem;
        grid-template-columns: minmax(0, 1fr);
        width: min(50rem, 100%);
        margin: 0 auto;
        padding: 1.25rem clamp(0.9rem, 3vw, 1.75rem) 1rem;
      }
      .earlier {
        justify-self: center;
      }
      .empty {
        display: grid;
        gap: 0.5rem;
        justify-items: center;
        padding: 12vh 1rem 0;
        text-align: center;
      }
      .empty svg {
        color: var(--accent);
      }
      .latest {
        position: absolute;
        inset-block-end: 0.75rem;
        inset-inline-end: 1.25rem;
        width: 2.75rem;
        padding: 0;
        box-shadow: var(--shadow);
      }
    `,
  ];

  #anchor = null;
  #top = 0;

  constructor() {
    super();
    this.isAway = false;
    this.found = null;
  }

  get #scroll() {
    return this.renderRoot.querySelector(".scroll");
  }

  /** Go to the last words, and stay there as they grow. */
  async toEnd() {
    this.isAway = false;
    await this.updateComplete;
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
  }

  /** Go to a message and mark it for a moment. */
  async show(messageId) {
    this.isAway = true;
    this.found = messageId;
    await this.updateComplete;
    this.#message(messageId)?.scrollIntoView({ block: "center" });
    setTimeout(() => (this.found = null), FOUND_MS);
  }

  /** Put the keyboard back at a source's number. */
  focusSource(messageId, number) {
    const prose = this.#message(messageId)?.renderRoot.querySelector("foyer-prose");
    const marks = [...(prose?.renderRoot.querySelectorAll(".source") ?? [])];
    marks.find((mark) => Number(mark.textContent) === number)?.focus();
  }

  #message(messageId) {
    return this.renderRoot.querySelector(`foyer-message[data-id="${messageId}"]`);
  }

  willUpdate(changed) {
    if (!changed.has("messages") || !this.hasUpdated) return;
    // Earlier messages come in above: what is read stays where it is.
    const [first] = changed.get("messages") ?? [];
    const isAbove = first && this.messages[0]?.id !== first.id && this.messages.some(({ id }) => id === first.id);
    if (isAbove) this.#anchor = this.#scroll.scrollHeight - this.#scroll.scrollTop;
  }

  updated(changed) {
    if (this.#anchor !== null) {
      this.#scroll.scrollTop = this.#scroll.scrollHeight - this.#anchor;
      this.#anchor = null;
    } else if (changed.has("messages") && !this.isAway) {
      this.#scroll.scrollTop = this.#scroll.scrollHeight;
    }
  }

  // What grows after it was drawn (a font, a picture of the layout) is followed too.
  firstUpdated() {
    const follow = new ResizeObserver(() => {
      if (!this.isAway) this.#scroll.scrollTop = this.#scroll.scrollHeight;
    });
    follow.observe(this.renderRoot.querySelector(".column"));
    follow.observe(this.#scroll);
  }

  render() {
    return html`<div
        class="scroll"
        tabindex="0"
        role="region"
        aria-label=${t("log.label")}
        @scroll=${this.#scrolled}
      >
        <div class="column">
          ${this.earlier
            ? html`<button class="button small earlier" @click=${() => this.emit("earlier")}>
                ${t("log.earlier")}
              </button>`
            : nothing}
          ${this.messages.length ? nothing : this.#empty()}
          ${repeat(
            this.messages,
            ({ id }) => id,
            (message) => this.#said(message),
          )}
        </div>
      </div>
      ${this.isAway
        ? html`<button
            class="button latest"
            aria-label=${t("log.latest")}
            title=${t("log.latest")}
            @click=${() => this.toEnd()}
          >
            ${icon("down", 22)}
          </button>`
        : nothing}`;
  }

  #said(message) {
    const isLast = message === this.messages.at(-1);
    return html`<foyer-message
      data-id=${message.id}
      .message=${message}
      .author=${this.#author(message)}
      .agent=${this.agent}
      .files=${this.#files(message)}
      .openSource=${this.openSource?.message === message.id ? this.openSource.number : null}
      ?busy=${this.busy}
      ?cut=${this.cut && isLast && message.state === "writing"}
      ?found=${this.found === message.id}
    ></foyer-message>`;
  }

  #empty() {
    return html`<div class="empty">
      ${icon("spark", 40)}
      <h2>${this.agent}</h2>
      <p class="quiet">${t("log.empty")}</p>
    </div>`;
  }

  // Null for one's own. Who left is still somebody.
  #author({ role, user_id: userId }) {
    if (role !== "user" || userId === this.mine) return null;
    const member = this.members.find((each) => each.user_id === userId);
    return member?.trigramme ?? t("message.somebody");
  }

  #files({ files }) {
    if (!files?.length) return [];
    return files.map(
      (id) => this.documents.find((document) => document.id === id) ?? { id, filename: t("message.file") },
    );
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroll;
    const distance = scrollHeight - scrollTop - clientHeight;
    const isUp = scrollTop < this.#top;
    this.#top = scrollTop;
    // Whoever goes up stays there while the answer grows; near the end one follows it again.
    if (isUp && distance > AT_END_PX) this.isAway = true;
    else if (!isUp && distance <= NEAR_PX) this.isAway = false;
    if (scrollTop < NEAR_PX && this.earlier && this.hasUpdated && this.isAway) this.#wantEarlier();
  }

  #wanted = null;

  #wantEarlier() {
    const first = this.messages[0]?.id;
    if (this.#wanted === first) return;
    this.#wanted = first;
    this.emit("earlier");
  }
}

customElements.define("foyer-log", FoyerLog);
