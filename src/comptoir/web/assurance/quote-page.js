// <assurance-quote>: one quotation by its address; a correction moves the address along.
import { css, html } from "./vendor/lit.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { settle } from "./shared/places.js";
import { View } from "./shared/view.js";
import "./quote-card.js";
import { to } from "./routes.js";

class AssuranceQuote extends View {
  static properties = {
    quotes: { attribute: false },
    quoteId: { attribute: false },
    /** Whoever is signed in, or null: a quotation of an account shows to them alone. */
    person: { attribute: false },
  };

  static styles = [
    View.styles,
    css`
      .column {
        max-width: 54rem;
      }
    `,
  ];

  render() {
    return html`<div class="column">
      <a class="back" href=${to("quotes")}>${icon("back", 18)} ${t("quotes.all")}</a>
      <h2 tabindex="-1">${t("quotes.one")}</h2>
      <quote-card .quotes=${this.quotes} .quoteId=${this.quoteId} @quote-revised=${this.#revised}></quote-card>
    </div>`;
  }

  updated(changed) {
    if (changed.get("person") === null) this.renderRoot.querySelector("quote-card").again();
  }

  // The link of what one sees is the one in the address.
  #revised({ detail: { quotation } }) {
    this.quoteId = quotation.id;
    settle(to("quotes", quotation.id));
  }
}

customElements.define("assurance-quote", AssuranceQuote);
