// <assurance-composer>: where the customer writes.
import { css, html } from "./vendor/lit.js";
import { Composer } from "./shared/composer.js";
import { t } from "./shared/i18n.js";
import { keep, kept } from "./shared/kept.js";

const KEY = "comptoir.assurance.draft";

class AssuranceComposer extends Composer {
  static properties = {
    /** The word that says what may be written here now. */
    placeholder: {},
  };

  static styles = [
    Composer.styles,
    css`
      form {
        display: flex;
        gap: 0.4rem;
        align-items: end;
        padding: 0.4rem;
        border-radius: 1.5rem;
      }
      textarea {
        flex: 1;
        min-width: 0;
        min-height: 2.75rem;
        padding: 0.6rem 0.75rem;
      }
      .button {
        flex: none;
        width: 2.75rem;
        padding: 0;
      }
      .under {
        flex-wrap: wrap;
        gap: 0.2rem 1.2rem;
        align-items: center;
        justify-content: start;
        min-height: 1.6rem;
      }
      .count {
        margin-inline-start: auto;
      }
      @media (hover: none) {
        .under {
          justify-content: center;
          min-height: 0;
        }
        .count:empty {
          display: none;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.text = kept(KEY) ?? "";
    this.placeholder = "composer.placeholder";
  }

  render() {
    return html`<form @submit=${this.submit}>${this.field(t(this.placeholder))} ${this.sendButton()}</form>
      ${this.under()}`;
  }

  keepDraft() {
    keep(KEY, this.text || null);
  }

  send() {
    const { words } = this;
    this.clear();
    this.emit("say", words);
  }
}

customElements.define("assurance-composer", AssuranceComposer);
