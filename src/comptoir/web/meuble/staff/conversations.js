// <staff-conversations>: who waits for a person, and the conversation one has chosen beside it.
import { html } from "../vendor/lit.js";
import { HandoverDesk } from "../shared/handover-desk.js";
import { t } from "../shared/i18n.js";
import { to } from "./routes.js";
import "./thread.js";

class StaffConversations extends HandoverDesk {
  static properties = { account: { attribute: false } };

  get heading() {
    return t("main.conversations");
  }

  get me() {
    return this.account.id;
  }

  address(id) {
    return to("conversations", id);
  }

  takerOf({ taken_by: taker }) {
    return taker;
  }

  // The summary is facts, a line each; the last one is what the customer said last.
  lastWords(summary) {
    return summary.split("\n").at(-1).replace(/^[^:]+ : /, "");
  }

  thread(id) {
    return html`<staff-thread .api=${this.api} .account=${this.account} .handoverId=${id}></staff-thread>`;
  }
}

customElements.define("staff-conversations", StaffConversations);
