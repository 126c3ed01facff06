// <advisers-thread>: a conversation handed over, with how long its customer has been waiting.
import { css } from "../vendor/lit.js";
import { HandoverThread } from "../shared/handover-thread.js";
import { t } from "../shared/i18n.js";
import { waiting, waitingStyle } from "../shared/waiting.js";
import { to } from "./routes.js";
import { takerOf } from "./taker.js";

class AdvisersThread extends HandoverThread {
  static properties = { person: { attribute: false } };

  static styles = [
    HandoverThread.styles,
    waitingStyle,
    css`
      :host {
        --answered: var(--good);
      }
      .line > p {
        flex-basis: auto;
      }
      @media (max-width: 56rem) {
        .top {
          gap: 0.3rem;
        }
        h2 {
          flex: 1 1 100%;
        }
      }
    `,
  ];

  get draftKey() {
    return `comptoir.assurance.adviser.${this.person.id}.${this.handoverId}.reply`;
  }

  get desk() {
    return { href: to("desk"), words: t("main.desk") };
  }

  get me() {
    return this.person.id;
  }

  get taker() {
    return takerOf(this.thread);
  }

  // Taking from a colleague is another button, which says from whom.
  mayTake = true;

  get takes() {
    return this.taker ? { instead_of: this.taker.id } : {};
  }

  get about() {
    return waiting(this.thread.waiting_since);
  }

  why({ status, details }) {
    if (status !== 409 || !details?.taken_by) return null;
    return t("thread.overtaken", details.taken_by_name ?? t("desk.program"));
  }
}

customElements.define("advisers-thread", AdvisersThread);
