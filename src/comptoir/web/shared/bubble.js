// The base of the bubbles of a conversation with customers: who spoke, when, the words, their delivery.
import { css, html, nothing } from "../vendor/lit.js";
import { errorText } from "./api.js";
import { Element } from "./element.js";
import { t, when } from "./i18n.js";
import { icon } from "./icons.js";

/**
 * A service says the assistant's `face`, and may add `tools` beside its name, what stands `above` the
 * words, the `cards` of an answer, other looks of the `words`, `why` a message did not leave, and the
 * `deed` that helps.
 */
export class Bubble extends Element {
  static properties = {
    turn: { attribute: false },
    /** Whether this is the assistant's last word, which may be answered. */
    open: { type: Boolean },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: grid;
        gap: 0.6rem;
        grid-template-columns: minmax(0, 1fr);
        scroll-margin-block-start: 1rem;
        animation: rise 0.25s ease-out;
      }
      @keyframes rise {
        from {
          opacity: 0;
          translate: 0 0.5rem;
        }
      }
      .turn {
        display: grid;
        justify-items: start;
        gap: 0.3rem;
      }
      .turn.user {
        justify-items: end;
      }
      .who {
        display: flex;
        align-items: center;
        gap: 0.45rem;
        font-size: 0.85rem;
        color: var(--ink-soft);
      }
      .who strong {
        font-weight: 600;
        color: var(--ink);
      }
      .face {
        display: grid;
        place-items: center;
        width: 1.75rem;
        height: 1.75rem;
        border-radius: 50%;
        background: var(--accent-soft);
        color: var(--accent);
      }
      .staff .face {
        background: var(--warm);
        color: var(--surface);
      }
      .words {
        max-width: min(36rem, 92%);
        padding: 0.7rem 1rem;
        border: 1px solid var(--line);
        border-radius: 0.3rem var(--radius) var(--radius) var(--radius);
        background: var(--surface);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
        unicode-bidi: plaintext;
        text-align: start;
      }
      .user .words {
        max-width: min(32rem, 85%);
        border: 0;
        border-radius: var(--radius) var(--radius) 0.3rem var(--radius);
        background: var(--mine);
        color: var(--on-mine);
      }
      .user.unsent .words,
      .user.refused .words {
        background: var(--surface-raised);
        color: var(--ink);
        outline: 1.5px dashed var(--danger-line);
      }
      .user.queued .words,
      .user.sending .words {
        opacity: 0.8;
      }
      .delivery {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: end;
        gap: 0.3rem 0.7rem;
        max-width: 32rem;
        font-size: 0.875rem;
        text-align: end;
        color: var(--ink-soft);
      }
      .delivery.failed {
        color: var(--danger);
      }
      .delivery span {
        display: inline-flex;
        align-items: center;
        gap: 0.35rem;
      }
    `,
  ];

  render() {
    const { turn } = this;
    return html`<div class="turn ${turn.role} ${turn.status ?? ""}">
        ${this.#who()} ${this.above(turn)}
        <div class="words" dir="auto" lang=${turn.answer?.language ?? nothing}>${this.words(turn.content)}</div>
        ${turn.status ? this.#delivery() : nothing}
      </div>
      ${turn.answer ? this.cards(turn.answer) : nothing}`;
  }

  #who() {
    const { role, at } = this.turn;
    const time = at ? html`<time datetime=${at}>${when(at)}</time>` : nothing;
    if (role === "user") {
      return html`<p class="who"><span class="visually-hidden">${t("turn.you")}, </span>${time}</p>`;
    }
    return html`<p class="who">
      <span class="face">${icon(role === "assistant" ? this.face : "person", 17)}</span>
      <strong>${t(`turn.${role}`)}</strong> ${time} ${this.tools()}
    </p>`;
  }

  #delivery() {
    const { status, problem } = this.turn;
    if (!problem) return html`<p class="delivery">${t(`turn.${status}`)}</p>`;
    const deed = this.deed(this.turn);
    return html`<div class="delivery failed">
      <span>${icon("alert", 16)} <strong>${t(`turn.${status}`)}</strong></span>
      <button class="button small" @click=${() => this.emit(deed, this.turn)}>${t(`turn.${deed}`)}</button>
      <p>${this.why(problem)}</p>
    </div>`;
  }

  tools() {
    return nothing;
  }

  above() {
    return nothing;
  }

  words(text) {
    return text;
  }

  cards() {
    return nothing;
  }

  why(problem) {
    return problem.code === "offline" ? t("turn.offline") : errorText(problem);
  }

  deed({ status }) {
    return status === "unsent" ? "retry" : "edit";
  }
}
