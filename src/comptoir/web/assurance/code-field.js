// <code-field>: six digits, typed, pasted with whatever is around them, or filled in by the phone.
import { css, html, live } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";

const DIGITS = 6;

class CodeField extends Element {
  static properties = {
    value: { state: true },
    disabled: { type: Boolean },
    invalid: { type: Boolean },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: block;
      }
      label {
        display: grid;
        gap: 0.35rem;
        font-weight: 500;
      }
      input {
        width: 100%;
        max-width: 17rem;
        min-height: 3.4rem;
        padding: 0.4rem 0.6rem;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-small);
        background: var(--ground);
        color: inherit;
        font: 600 1.7rem/1 var(--mono);
        font-variant-numeric: tabular-nums;
        letter-spacing: 0.45em;
        text-indent: 0.45em;
      }
      input::placeholder {
        color: var(--line-strong);
        opacity: 1;
      }
    `,
  ];

  constructor() {
    super();
    this.value = "";
  }

  focus() {
    this.renderRoot.querySelector("input").focus();
  }

  clear() {
    this.value = "";
  }

  render() {
    return html`<label>
      ${t("code.label")}
      <input
        inputmode="numeric"
        autocomplete="one-time-code"
        placeholder="······"
        aria-invalid=${this.invalid}
        .value=${live(this.value)}
        ?readonly=${this.disabled}
        @input=${(event) => this.#write(event.target.value)}
        @paste=${this.#pasted}
      />
    </label>`;
  }

  #write(text) {
    const before = this.value;
    this.value = text.replace(/\D/g, "").slice(0, DIGITS);
    this.requestUpdate();
    if (this.value.length === DIGITS && this.value !== before) this.emit("code", this.value);
  }

  // "Votre code : 123 456", from the mail, is the code.
  #pasted(event) {
    event.preventDefault();
    const text = event.clipboardData.getData("text");
    const whole = /(?<!\d)(\d{3})[\s-]?(\d{3})(?!\d)/.exec(text);
    this.#write(whole ? whole[1] + whole[2] : text);
  }
}

customElements.define("code-field", CodeField);
