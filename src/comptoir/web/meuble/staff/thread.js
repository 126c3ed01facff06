// <staff-thread>: a conversation handed over, with the claim it is about.
import { html, nothing } from "../vendor/lit.js";
import { HandoverThread } from "../shared/handover-thread.js";
import { t } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";
import { to } from "./routes.js";

class StaffThread extends HandoverThread {
  static properties = { account: { attribute: false } };

  get draftKey() {
    return `comptoir.meuble.staff.${this.account.id}.${this.handoverId}.reply`;
  }

  get desk() {
    return { href: to("conversations"), words: t("main.conversations") };
  }

  get me() {
    return this.account.id;
  }

  get taker() {
    return this.thread.taken_by;
  }

  get mayTake() {
    return !this.taker || this.account.role === "admin";
  }

  get about() {
    const { ticket_id: ticketId } = this.thread;
    if (!ticketId) return nothing;
    return html`<a class="button small" href=${to("claim", ticketId)}>${icon("folder", 17)} ${ticketId}</a>`;
  }

  why({ code }) {
    return code === "already_taken" ? t("thread.overtaken", this.taker?.name ?? "") : null;
  }
}

customElements.define("staff-thread", StaffThread);
