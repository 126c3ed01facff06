// <meuble-bubble>: one turn of the conversation, with the cards that came with it.
import { css, html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { Element } from "./shared/element.js";
import { language, moment, t, timeOfDay } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { toast } from "./shared/toasts.js";
import "./claim.js";
import "./product-card.js";
import "./receipt.js";
import "./recap.js";
import { to } from "./routes.js";
import { hush, speak } from "./speech.js";

const FACES = { assistant: "armchair", staff: "person" };

class MeubleBubble extends Element {
  static properties = {
    turn: { attribute: false },
    /** Whether this is the assistant's last word, which may be answered. */
    open: { type: Boolean },
    api: { attribute: false },
    /** Whether the service reads answers aloud. */
    speaks: { type: Boolean },
    /** Whether the words are still arriving. */
    arriving: { type: Boolean },
    isHeard: { state: true },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: grid;
        gap: 0.6rem;
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
      .number {
        white-space: nowrap;
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
      .photos,
      .sources,
      .products {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .photos {
        justify-content: end;
      }
      .photos a,
      .photos img {
        display: grid;
        place-items: center;
        width: 6rem;
        height: 6rem;
        border-radius: var(--radius-small);
        background: var(--surface-raised);
        color: var(--ink-soft);
        object-fit: cover;
      }
      .products {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr));
      }
      .sources a {
        display: inline-flex;
        gap: 0.4rem;
        align-items: center;
        min-height: 2.25rem;
        padding: 0.3rem 0.8rem;
        border: 1px solid var(--line);
        border-radius: 999px;
        background: var(--surface);
        color: var(--accent);
        font-size: 0.9rem;
        line-height: 1.25;
        text-decoration: none;
      }
      .sources a:hover {
        border-color: var(--accent);
        background: var(--accent-soft);
      }
      .listen {
        display: inline-grid;
        place-items: center;
        width: 2.25rem;
        height: 2.25rem;
        margin-inline-start: auto;
        border: 0;
        border-radius: 50%;
        background: none;
        color: var(--ink-soft);
      }
      .listen:hover {
        background: var(--surface-raised);
        color: var(--ink);
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
    const spoken = turn.answer?.language ?? nothing;
    return html`<div class="turn ${turn.role} ${turn.status ?? ""}">
        ${this.#who()}
        ${this.#photos()}
        <div class="words" dir="auto" lang=${spoken}>${unbroken(turn.content)}</div>
        ${turn.status ? this.#delivery() : nothing}
      </div>
      ${this.#cards()}`;
  }

  #who() {
    const { role, at } = this.turn;
    const time = at ? html`<time datetime=${at}>${when(at)}</time>` : nothing;
    if (role === "user") {
      return html`<p class="who">
        <span class="visually-hidden">${t("turn.you")}, </span>${time}
      </p>`;
    }
    return html`<p class="who">
      <span class="face">${icon(FACES[role] ?? "person", 17)}</span>
      <strong>${t(`turn.${role}`)}</strong> ${time} ${this.#listen()}
    </p>`;
  }

  #listen() {
    if (!this.speaks || this.arriving) return nothing;
    const label = t(this.isHeard ? "voice.hush" : "voice.listen");
    return html`<button class="listen" aria-label=${label} title=${label} @click=${this.#speak}>
      ${icon(this.isHeard ? "stop" : "speaker", 18)}
    </button>`;
  }

  async #speak() {
    if (this.isHeard) return hush();
    this.isHeard = true;
    try {
      await speak(this.api, this.turn.content, this.turn.answer?.language ?? language.current);
    } catch (problem) {
      toast(problem.status === undefined ? t("voice.unheard") : errorText(problem));
    } finally {
      this.isHeard = false;
    }
  }

  #photos() {
    const { photos } = this.turn;
    if (!photos?.length) return nothing;
    return html`<ul class="photos" role="list">
      ${photos.map(
        ({ url, kind }, i) =>
          html`<li>
            <a href=${url} target="_blank" rel="noreferrer" aria-label=${t("recap.photo", i + 1)}>
              ${kind === "video" ? icon("film", 28) : html`<img src=${url} alt="" loading="lazy" />`}
            </a>
          </li>`,
      )}
    </ul>`;
  }

  #delivery() {
    const { status, problem } = this.turn;
    if (!problem) return html`<p class="delivery">${t(`turn.${status}`)}</p>`;
    const retryAt = problem.retryAt
      ? t("turn.retryAt", timeOfDay(problem.retryAt, { seconds: true }))
      : "";
    return html`<div class="delivery failed">
      <span>${icon("alert", 16)} <strong>${t(`turn.${status}`)}</strong></span>
      ${status === "unsent" ? this.#button("retry") : this.#button("edit")}
      <p>${problem.code === "offline" ? t("turn.offline") : errorText(problem)} ${retryAt}</p>
    </div>`;
  }

  #button(name) {
    return html`<button class="button small" @click=${() => this.emit(name, this.turn)}>
      ${t(`turn.${name}`)}
    </button>`;
  }

  #cards() {
    const { answer } = this.turn;
    if (!answer) return nothing;
    const { language: spoken, recap, claim, withdrawal, requires_validation: asks } = answer;
    const { ticket_access_token: token } = answer;
    const open = this.open && asks;
    return [
      recap &&
        html`<meuble-recap .recap=${recap} .spoken=${spoken} ?open=${open}></meuble-recap>`,
      claim &&
        html`<meuble-claim .claim=${claim} .token=${token} .spoken=${spoken}></meuble-claim>`,
      withdrawal && html`<meuble-receipt .withdrawal=${withdrawal}></meuble-receipt>`,
      this.#products(),
      this.#sources(),
    ];
  }

  #products() {
    const products = (this.turn.answer.sources ?? []).filter(({ type }) => type === "product");
    if (!products.length) return nothing;
    return html`<ul class="products" role="list">
      ${products.map(
        ({ id, title }) =>
          html`<li>
            <meuble-product-card .api=${this.api} .sku=${id} .title=${title}></meuble-product-card>
          </li>`,
      )}
    </ul>`;
  }

  #sources() {
    const questions = (this.turn.answer.sources ?? []).filter(({ type }) => type === "faq");
    if (!questions.length) return nothing;
    return html`<ul class="sources" role="list" aria-label=${t("turn.sources")}>
      ${questions.map(
        ({ id, title }) => html`<li><a href=${to("faq", id)}>${icon("question", 16)} ${title}</a></li>`,
      )}
    </ul>`;
  }
}

// Order and claim numbers stay on one line. The cut pieces alternate: text, number, text…
const unbroken = (text) =>
  text
    .split(/\b([A-Z]{3}-[A-Z0-9-]+)/)
    .map((piece, i) => (i % 2 ? html`<span class="number">${piece}</span>` : piece));

function when(at) {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  return isToday ? timeOfDay(at) : moment(at);
}

customElements.define("meuble-bubble", MeubleBubble);
