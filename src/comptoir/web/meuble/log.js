// <meuble-log>: the turns of the conversation, with what may be answered by a button.
import { css, html, nothing } from "./vendor/lit.js";
import { t } from "./shared/i18n.js";
import { Log, NEAR_PX } from "./shared/log.js";
import "./bubble.js";
import "./welcome.js";

class MeubleLog extends Log {
  static properties = {
    earlier: { type: Boolean },
    /** What has been heard of an answer still arriving, or null. */
    partial: {},
    api: { attribute: false },
    speaks: { type: Boolean },
  };

  static styles = [
    Log.styles,
    css`
      .earlier {
        display: grid;
        justify-items: center;
        padding: 0.75rem 0;
      }
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        margin-top: 0.9rem;
      }
      .choices .button {
        border-color: var(--accent);
        color: var(--accent);
      }
      .arriving {
        margin-top: 1.1rem;
      }
    `,
  ];

  welcome() {
    return html`<meuble-welcome></meuble-welcome>`;
  }

  bubble(turn) {
    return html`<meuble-bubble
      .turn=${turn}
      .api=${this.api}
      ?open=${turn === this.openTurn}
      ?speaks=${this.speaks}
    ></meuble-bubble>`;
  }

  before() {
    if (!this.earlier) return nothing;
    return html`<p class="earlier">
      <button class="button small" @click=${() => this.emit("earlier")}>${t("log.earlier")}</button>
    </p>`;
  }

  // Shown as it arrives and read aloud once, when it is whole.
  arriving() {
    if (!this.partial) return super.arriving();
    const turn = { role: "assistant", content: this.partial };
    return html`<div class="arriving" aria-hidden="true">
      <meuble-bubble .turn=${turn} arriving></meuble-bubble>
    </div>`;
  }

  // The recap's own buttons say yes and no already.
  after() {
    const {
      quick_replies: choices,
      recap,
      requires_validation: awaited,
    } = this.openTurn?.answer ?? {};
    if (!choices?.length || (recap && awaited)) return nothing;
    return html`<div class="choices">
      ${choices.map(
        (words) =>
          html`<button class="button" dir="auto" @click=${() => this.emit("say", words)}>
            ${words}
          </button>`,
      )}
    </div>`;
  }

  updated(changed) {
    if (changed.has("partial") && this.partial && !this.isAway) this.#follow();
    super.updated(changed);
  }

  // The place of the words is known once they are drawn.
  #follow() {
    requestAnimationFrame(() => {
      const { scrollHeight, clientHeight } = this.scroller;
      const arriving = this.renderRoot.querySelector(".arriving");
      const isTall = arriving && arriving.offsetHeight > clientHeight - NEAR_PX;
      if (!isTall) this.scroller.scrollTop = scrollHeight;
    });
  }
}

customElements.define("meuble-log", MeubleLog);
