// <assurance-log>: the turns of the conversation, whose last quotation is a card that can be changed.
import { css, html, nothing } from "./vendor/lit.js";
import { Log } from "./shared/log.js";
import "./bubble.js";
import "./welcome.js";

class AssuranceLog extends Log {
  static properties = {
    /** The `Quotes` of this browser. */
    quotes: { attribute: false },
    /** What stands in place of a quotation, by its id: what was corrected on a card. */
    shown: { attribute: false },
  };

  static styles = [
    Log.styles,
    css`
      .scroll {
        --sticky-top: -1.25rem; /* over its own padding */
      }
      .adviser {
        padding: 0.8rem 1rem;
        border: 1px solid var(--accent);
      }
    `,
  ];

  welcome() {
    return html`<assurance-welcome></assurance-welcome>`;
  }

  bubble(turn) {
    const lastQuote = this.turns.findLast(({ answer }) => answer?.quote)?.id;
    return html`<assurance-bubble
      .turn=${turn}
      .quotes=${this.quotes}
      .shown=${this.shown}
      ?open=${turn === this.openTurn}
      ?latestQuote=${turn.id === lastQuote}
    ></assurance-bubble>`;
  }

  // A person answers when they can.
  arriving() {
    return this.adviser === null ? super.arriving() : nothing;
  }
}

customElements.define("assurance-log", AssuranceLog);
