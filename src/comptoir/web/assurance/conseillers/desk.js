// <advisers-desk>: who waits for a person, and the conversation one has chosen beside it.
import { css, html } from "../vendor/lit.js";
import { HandoverDesk } from "../shared/handover-desk.js";
import { t } from "../shared/i18n.js";
import { to } from "./routes.js";
import "./thread.js";
import { takerOf } from "./taker.js";

class AdvisersDesk extends HandoverDesk {
  static properties = { person: { attribute: false } };

  static styles = [
    HandoverDesk.styles,
    css`
      :host {
        --list-width: 23rem;
        --answered: var(--good);
      }
    `,
  ];

  get heading() {
    return t("main.desk");
  }

  get me() {
    return this.person.id;
  }

  address(id) {
    return to("desk", id);
  }

  takerOf(handover) {
    return takerOf(handover);
  }

  // The summary ends with what the customer said last.
  lastWords(summary) {
    return summary.split(/^(?:Dernier message : |Last message: )/m).at(-1).trim();
  }

  thread(id) {
    return html`<advisers-thread .api=${this.api} .person=${this.person} .handoverId=${id}></advisers-thread>`;
  }
}

customElements.define("advisers-desk", AdvisersDesk);
