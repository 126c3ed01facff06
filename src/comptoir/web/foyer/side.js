// <foyer-side>: what is open beside a chat: a column, or a sheet over it on a phone.
import { css, html } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";

const SHEET = "(max-width: 64rem)";

class FoyerSide extends Element {
  static properties = { label: {} };

  static styles = [
    Element.styles,
    css`
      :host {
        display: block;
        min-height: 0;
      }
      dialog {
        box-sizing: border-box;
        color: var(--ink);
      }
      dialog:not(:modal) {
        position: static;
        width: 24rem;
        max-width: none;
        height: 100%;
        max-height: none;
        margin: 0;
        padding: 0;
        overflow: auto;
        border: 0;
        border-inline-start: 1px solid var(--line);
        background: var(--surface);
      }
      dialog:modal {
        width: 100%;
        max-width: 40rem;
        max-height: 85dvh;
        margin: auto auto 0;
        padding: 0 0 env(safe-area-inset-bottom);
        overflow: auto;
        border: 0;
        border-radius: calc(var(--radius) + 6px) calc(var(--radius) + 6px) 0 0;
        background: var(--surface);
        animation: rise 0.2s ease-out;
      }
      dialog::backdrop {
        background: rgb(18 16 24 / 50%);
      }
      @keyframes rise {
        from {
          translate: 0 3rem;
        }
      }
      header {
        position: sticky;
        top: 0;
        z-index: 1;
        display: flex;
        gap: 0.5rem;
        align-items: center;
        justify-content: space-between;
        padding: 0.6rem 0.6rem 0.6rem 1.1rem;
        border-bottom: 1px solid var(--line);
        background: var(--surface);
      }
      h2 {
        font-size: 1.15rem;
      }
      h2:focus {
        outline: 0;
      }
      header button {
        display: grid;
        place-items: center;
        width: 2.75rem;
        height: 2.75rem;
        border: 0;
        border-radius: 50%;
        background: none;
      }
      header button:hover {
        background: var(--surface-raised);
      }
      .inside {
        padding: 1rem 1.1rem 1.5rem;
      }
    `,
  ];

  #sheet = matchMedia(SHEET);
  #reopen = () => this.#open();

  // Beside a chat it closes from wherever the keyboard is, unless a dialog is open over it.
  #pressed = (event) => {
    const isOver = event.composedPath().some((each) => each.matches?.("dialog:modal"));
    if (event.key === "Escape" && !this.#sheet.matches && !isOver) this.emit("side-closed");
  };

  connectedCallback() {
    super.connectedCallback();
    addEventListener("keydown", this.#pressed);
    this.#sheet.addEventListener("change", this.#reopen);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("keydown", this.#pressed);
    this.#sheet.removeEventListener("change", this.#reopen);
  }

  firstUpdated() {
    this.#open();
    this.renderRoot.querySelector("h2").focus({ preventScroll: true });
  }

  #open() {
    const dialog = this.renderRoot.querySelector("dialog");
    dialog.close();
    if (this.#sheet.matches) dialog.showModal();
    else dialog.show();
  }

  render() {
    return html`<dialog
      aria-label=${this.label}
      @cancel=${this.#cancelled}
      @click=${this.#clicked}
    >
      <header>
        <h2 tabindex="-1">${this.label}</h2>
        <button aria-label=${t("close")} title=${t("close")} @click=${() => this.emit("side-closed")}>
          ${icon("cross", 22)}
        </button>
      </header>
      <div class="inside"><slot></slot></div>
    </dialog>`;
  }

  #cancelled(event) {
    event.preventDefault();
    this.emit("side-closed");
  }

  // Beside the sheet is away from it.
  #clicked(event) {
    if (event.target === event.currentTarget && this.#sheet.matches) this.emit("side-closed");
  }
}

customElements.define("foyer-side", FoyerSide);
