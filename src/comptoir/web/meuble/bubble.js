// <meuble-bubble>: one turn of the conversation, with the cards that came with it.
import { css, html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { Bubble } from "./shared/bubble.js";
import { language, t, timeOfDay } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { toast } from "./shared/toasts.js";
import "./claim.js";
import "./product-card.js";
import "./receipt.js";
import "./recap.js";
import { to } from "./routes.js";
import { hush, speak } from "./speech.js";

class MeubleBubble extends Bubble {
  static properties = {
    api: { attribute: false },
    /** Whether the service reads answers aloud. */
    speaks: { type: Boolean },
    /** Whether the words are still arriving. */
    arriving: { type: Boolean },
    isHeard: { state: true },
  };

  static styles = [
    Bubble.styles,
    css`
      .number {
        white-space: nowrap;
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
    `,
  ];

  face = "armchair";

  // Order and claim numbers stay on one line. The cut pieces alternate: text, number, text…
  words(text) {
    return text
      .split(/\b([A-Z]{3}-[A-Z0-9-]+)/)
      .map((piece, i) => (i % 2 ? html`<span class="number">${piece}</span>` : piece));
  }

  tools() {
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

  above({ photos }) {
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

  why(problem) {
    const { retryAt } = problem;
    const again = retryAt ? t("turn.retryAt", timeOfDay(retryAt, { seconds: true })) : "";
    return `${super.why(problem)} ${again}`;
  }

  cards({ language: spoken, recap, claim, withdrawal, ...answer }) {
    const { requires_validation: asks, ticket_access_token: token } = answer;
    return [
      recap &&
        html`<meuble-recap .recap=${recap} .spoken=${spoken} ?open=${this.open && asks}></meuble-recap>`,
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

customElements.define("meuble-bubble", MeubleBubble);
