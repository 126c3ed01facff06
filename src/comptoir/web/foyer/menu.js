// <foyer-menu>: a button that opens a list of deeds, which the arrow keys go through.
import { css, html, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { icon } from "./shared/icons.js";

class FoyerMenu extends Element {
  static properties = {
    label: {},
    /** `[{shape, words, work, isDangerous}]` */
    deeds: { attribute: false },
    isOpen: { state: true },
  };

  static styles = [
    Element.styles,
    css`
      .more {
        display: grid;
        place-items: center;
        width: 2.75rem;
        height: 2.75rem;
        border: 0;
        border-radius: 50%;
        background: none;
      }
      .more:hover,
      .more[aria-expanded="true"] {
        background: var(--surface-raised);
      }
      .menu {
        position: absolute;
        top: 100%;
        inset-inline-end: 0.6rem;
        display: grid;
        min-width: 15rem;
        padding: 0.35rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        box-shadow: var(--shadow);
      }
      .menu button {
        display: flex;
        gap: 0.7rem;
        align-items: center;
        min-height: 2.75rem;
        padding: 0.4rem 0.8rem;
        border: 0;
        border-radius: var(--radius-small);
        background: none;
        text-align: start;
      }
      .menu button:hover,
      .menu button:focus-visible {
        background: var(--surface-raised);
      }
      .menu .danger {
        color: var(--danger);
      }
    `,
  ];

  #close = (event) => {
    if (!event.composedPath().includes(this)) this.isOpen = false;
  };

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("pointerdown", this.#close);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("pointerdown", this.#close);
  }

  render() {
    return html`<div @keydown=${this.#pressed} @focusout=${this.#left}>
      <button
        class="more"
        aria-label=${this.label}
        title=${this.label}
        aria-haspopup="menu"
        aria-expanded=${Boolean(this.isOpen)}
        @click=${this.#toggle}
      >
        ${icon("more", 22)}
      </button>
      ${this.isOpen
        ? html`<div class="menu" role="menu" aria-label=${this.label}>
            ${this.deeds.map(
              ({ shape, words, work, isDangerous }) => html`<button
                role="menuitem"
                class=${isDangerous ? "danger" : nothing}
                @click=${() => this.#do(work)}
              >
                ${icon(shape, 20)} ${words}
              </button>`,
            )}
          </div>`
        : nothing}
    </div>`;
  }

  get #items() {
    return [...this.renderRoot.querySelectorAll("[role=menuitem]")];
  }

  async #toggle() {
    this.isOpen = !this.isOpen;
    await this.updateComplete;
    this.#items[0]?.focus();
  }

  #pressed(event) {
    const items = this.#items;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && this.isOpen) {
      event.stopPropagation(); // what is open beside stays
      this.isOpen = false;
      this.renderRoot.querySelector(".more").focus();
    } else if (step && items.length) {
      event.preventDefault();
      const place = items.indexOf(this.renderRoot.activeElement);
      items[(place + step + items.length) % items.length].focus();
    }
  }

  #left({ relatedTarget }) {
    if (relatedTarget && !this.renderRoot.contains(relatedTarget)) this.isOpen = false;
  }

  #do(work) {
    this.isOpen = false;
    work();
  }
}

customElements.define("foyer-menu", FoyerMenu);
