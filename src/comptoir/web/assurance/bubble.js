// <assurance-bubble>: one turn of the conversation, with the cards that came with it.
import { css, html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { Element } from "./shared/element.js";
import { moment, t, timeOfDay } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import "./asked.js";
import "./claim-cards.js";
import "./quote-card.js";
import { to } from "./routes.js";

const FACES = { assistant: "shield", staff: "person" };
const REASONS = ["offline", "other_person"];
const CUTS = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/;

class AssuranceBubble extends Element {
  static properties = {
    turn: { attribute: false },
    quotes: { attribute: false },
    shown: { attribute: false },
    /** Whether this is the assistant's last word, which may be answered. */
    open: { type: Boolean },
    /** Whether no other quotation came after this one's. */
    latestQuote: { type: Boolean },
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
        max-width: min(38rem, 94%);
        padding: 0.7rem 1rem;
        border: 1px solid var(--line);
        border-radius: 0.3rem var(--radius) var(--radius) var(--radius);
        background: var(--surface);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
        unicode-bidi: plaintext;
        text-align: start;
      }
      .words a {
        color: inherit;
      }
      .staff .words {
        border-color: var(--warm);
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
      .after {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
      .past {
        display: inline-flex;
        gap: 0.5rem;
        align-items: center;
        justify-self: start;
        padding: 0.45rem 0.9rem;
        border: 1px solid var(--line);
        border-radius: 999px;
        background: var(--surface);
        color: var(--accent);
        font-size: 0.9rem;
        text-decoration: none;
      }
    `,
  ];

  render() {
    const { turn } = this;
    const spoken = turn.answer?.language ?? nothing;
    return html`<div class="turn ${turn.role} ${turn.status ?? ""}">
        ${this.#who()}
        <div class="words" dir="auto" lang=${spoken}>${linked(spaced(turn.content))}</div>
        ${turn.status ? this.#delivery() : nothing}
      </div>
      ${turn.answer ? this.#cards(turn.answer) : nothing}`;
  }

  #who() {
    const { role, at } = this.turn;
    const time = at ? html`<time datetime=${at}>${when(at)}</time>` : nothing;
    if (role === "user") {
      return html`<p class="who"><span class="visually-hidden">${t("turn.you")}, </span>${time}</p>`;
    }
    return html`<p class="who">
      <span class="face">${icon(FACES[role] ?? "person", 17)}</span>
      <strong>${t(`turn.${role}`)}</strong> ${time}
    </p>`;
  }

  #delivery() {
    const { status, problem } = this.turn;
    if (!problem) return html`<p class="delivery">${t(`turn.${status}`)}</p>`;
    const action = problem.status === 401 ? "signIn" : status === "unsent" ? "retry" : "edit";
    return html`<div class="delivery failed">
      <span>${icon("alert", 16)} <strong>${t(`turn.${status}`)}</strong></span>
      <button class="button small" @click=${() => this.#act(action)}>${t(`turn.${action}`)}</button>
      <p>${REASONS.includes(problem.code) ? t(`turn.${problem.code}`) : errorText(problem)}</p>
    </div>`;
  }

  #act(action) {
    this.emit(action === "signIn" ? "sign-in" : action, this.turn);
  }

  #cards({ asks, email, asksYes, recap, claim_id: claim, withdrawal, quote, shows, language }) {
    return html`${asks && this.open
      ? html`<assurance-asked .what=${asks} .email=${email ?? ""}></assurance-asked>`
      : nothing}
    ${recap
      ? html`<assurance-recap .recap=${recap} .spoken=${language} ?open=${this.open && asksYes}></assurance-recap>`
      : nothing}
    ${claim ? html`<assurance-claim-made .number=${claim}></assurance-claim-made>` : nothing}
    ${withdrawal ? html`<assurance-receipt .withdrawal=${withdrawal}></assurance-receipt>` : nothing}
    ${shows
      ? html`<p class="after"><a class="past" href=${to("space")}>${icon("folder", 18)} ${t("turn.toSpace")}</a></p>`
      : nothing}
    ${quote ? this.#quote(this.shown?.[quote] ?? quote) : nothing}`;
  }

  // One card at a time can be changed: those before are a line that leads to what they were.
  #quote(id) {
    if (this.latestQuote) {
      return html`<quote-card .quotes=${this.quotes} .quoteId=${id} within></quote-card>`;
    }
    return html`<a class="past" href=${to("quotes", id)}>${icon("car", 18)} ${t("turn.pastQuote")}</a>`;
  }
}

// A line never breaks before a euro sign or French high punctuation.
const spaced = (text) => text.replace(/ ([:;!?»€%])/g, "\u00a0$1");

// Addresses alone become links; the cut pieces alternate: text, address, text…
const linked = (text) =>
  text
    .split(CUTS)
    .map((piece, i) => (i % 2 ? html`<a href=${piece} target="_blank" rel="noopener">${piece}</a>` : piece));

function when(at) {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  return isToday ? timeOfDay(at) : moment(at);
}

customElements.define("assurance-bubble", AssuranceBubble);
