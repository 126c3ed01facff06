// <foyer-dialog>: a dialog that opens when it is in the page, and says `closed`.
import { css, html } from "./vendor/lit.js";
import { dialogs } from "./shared/dialogs.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";

class FoyerDialog extends Element {
  static properties = { label: {} };

  static styles = [
    Element.styles,
    dialogs,
    css`
      .inside {
        display: grid;
        gap: 1rem;
        margin-top: 1rem;
      }
    `,
  ];

  firstUpdated() {
    this.renderRoot.querySelector("dialog").showModal();
  }

  render() {
    return html`<dialog aria-label=${this.label} @close=${() => this.emit("closed")} @click=${this.#clicked}>
      <h2 tabindex="-1">${this.label}</h2>
      <button class="dismiss" aria-label=${t("close")} title=${t("close")} @click=${this.#close}>
        ${icon("cross", 22)}
      </button>
      <div class="inside"><slot></slot></div>
    </dialog>`;
  }

  #close() {
    this.renderRoot.querySelector("dialog").close();
  }

  #clicked(event) {
    if (event.target === event.currentTarget) this.#close();
  }
}

customElements.define("foyer-dialog", FoyerDialog);
