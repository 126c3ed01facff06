// <assurance-bubble>: one turn of the conversation, with the cards that came with it.
import { css, html, nothing } from "./vendor/lit.js";
import { Bubble } from "./shared/bubble.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import "./asked.js";
import "./claim-cards.js";
import "./quote-card.js";
import { to } from "./routes.js";

const ADDRESS = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/;

class AssuranceBubble extends Bubble {
  static properties = {
    quotes: { attribute: false },
    shown: { attribute: false },
    /** Whether no other quotation came after this one's. */
    latestQuote: { type: Boolean },
  };

  static styles = [
    Bubble.styles,
    css`
      .words {
        max-width: min(38rem, 94%);
      }
      .words a {
        color: inherit;
      }
      .staff .words {
        border-color: var(--warm);
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

  face = "shield";

  // Addresses alone become links. A line never breaks before a euro sign or French high punctuation.
  words(text) {
    return text
      .replace(/ ([:;!?»€%])/g, "\u00a0$1")
      .split(ADDRESS)
      .map((piece, i) => (i % 2 ? html`<a href=${piece} target="_blank" rel="noopener">${piece}</a>` : piece));
  }

  why(problem) {
    return problem.code === "other_person" ? t("turn.other_person") : super.why(problem);
  }

  deed(turn) {
    return turn.problem.status === 401 ? "sign-in" : super.deed(turn);
  }

  cards({ asks, email, asksYes, recap, claim_id: claim, withdrawal, quote, shows, language }) {
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

customElements.define("assurance-bubble", AssuranceBubble);
