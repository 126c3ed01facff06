// <assurance-recap>, <assurance-claim-made>, <assurance-receipt>: what the assistant hands out while a
// claim is told, and the receipt of a withdrawal.
import { css, html, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { moment, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { to } from "./routes.js";

const YES_NO = {
  fr: ["Oui", "Non"],
  en: ["Yes", "No"],
  es: ["Sí", "No"],
  it: ["Sì", "No"],
  de: ["Ja", "Nein"],
  ar: ["نعم", "لا"],
};

/** Null, where nobody was asked, is no "no". */
const INJURED = { true: "recap.yes", false: "recap.no" };

const card = css`
  :host {
    display: grid;
    gap: 0.8rem;
    max-width: 34rem;
    padding: 1.1rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }
  h3 {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    font-size: 1.1rem;
  }
  dl {
    display: grid;
    gap: 0.35rem 1rem;
    grid-template-columns: max-content minmax(0, 1fr);
    margin: 0;
  }
  dt {
    color: var(--ink-soft);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem;
  }
  .done {
    color: var(--good);
  }
`;

class AssuranceRecap extends Element {
  static properties = {
    recap: { attribute: false },
    /** The language that the words are said in. */
    spoken: {},
    /** Whether it awaits a yes. */
    open: { type: Boolean },
  };

  static styles = [Element.styles, card];

  render() {
    const { kind, when, where, how, injured } = this.recap;
    const rows = [
      ["kind", kind || t("recap.accident")],
      ["when", when],
      ["where", where],
      ["how", how],
      ["injured", t(INJURED[injured] ?? "recap.not_said")],
    ];
    return html`<h3>${icon("file", 20)} ${t("recap.title")}</h3>
      <dl>${rows.map(([name, value]) => html`<dt>${t(`recap.${name}`)}</dt><dd dir="auto">${value}</dd>`)}</dl>
      ${this.open ? this.#question() : nothing}`;
  }

  #question() {
    const [yes, no] = YES_NO[this.spoken] ?? YES_NO.fr;
    return html`<p>${t("recap.question")}</p>
      <p class="actions">
        <button class="button primary" @click=${() => this.emit("say", yes)}>${t("recap.confirm")}</button>
        <button class="button" @click=${() => this.emit("say", no)}>${t("recap.correct")}</button>
      </p>`;
  }
}

class AssuranceClaimMade extends Element {
  static properties = { number: {} };

  static styles = [Element.styles, card];

  render() {
    return html`<h3 class="done">${icon("check", 20)} ${t("claim.made", this.number)}</h3>
      <p>${t("claim.next")}</p>
      <p class="actions"><a class="button small" href=${to("space")}>${t("claim.follow")}</a></p>`;
  }
}

class AssuranceReceipt extends Element {
  static properties = { withdrawal: { attribute: false } };

  static styles = [Element.styles, card];

  render() {
    const { numero, recue_le: received } = this.withdrawal;
    return html`<h3>${icon("file", 20)} ${t("receipt.title")}</h3>
      <dl>
        <dt>${t("receipt.number")}</dt>
        <dd>${numero}</dd>
        <dt>${t("receipt.received")}</dt>
        <dd>${moment(received)}</dd>
      </dl>
      <p>${t("receipt.next")}</p>`;
  }
}

customElements.define("assurance-recap", AssuranceRecap);
customElements.define("assurance-claim-made", AssuranceClaimMade);
customElements.define("assurance-receipt", AssuranceReceipt);
