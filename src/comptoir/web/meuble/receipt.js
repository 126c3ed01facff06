// <meuble-receipt>: the dated receipt of a declaration of withdrawal.
import { css, html, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { day, moment, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { cardStyle, fact } from "./card.js";
import { copyButton } from "./shared/copy.js";

class MeubleReceipt extends Element {
  static properties = { withdrawal: { attribute: false } };

  static styles = [
    Element.styles,
    cardStyle,
    css`
      header {
        background: var(--accent);
        color: var(--on-accent);
      }
      header svg {
        color: inherit;
      }
      .number {
        font-family: var(--mono);
      }
    `,
  ];

  render() {
    const { receipt_id: id, order_number: order, received_at: at, until } = this.withdrawal;
    return html`<article aria-labelledby="title">
      <header>
        ${icon("undo")}
        <h2 id="title">${t("receipt.title")}</h2>
      </header>
      <div class="body">
        <dl>
          ${fact(t("receipt.number"), html`<span class="number" id="number">${id}</span>`)}
          ${fact(t("recap.order"), order)}
          ${fact(t("receipt.at"), html`<time datetime=${at}>${moment(at)}</time>`)}
          ${fact(t("receipt.until"), until ? day(until.slice(0, 10)) : null)}
        </dl>
        <p>${this.#standing(at, until)}</p>
        <p class="quiet">${t("receipt.keep")}</p>
        <div class="actions">${copyButton(this, "number", t("receipt.copy"))}</div>
      </div>
    </article>`;
  }

  #standing(at, until) {
    if (!until) return nothing;
    return t(at.slice(0, 10) <= until.slice(0, 10) ? "receipt.inTime" : "receipt.late");
  }
}

customElements.define("meuble-receipt", MeubleReceipt);
