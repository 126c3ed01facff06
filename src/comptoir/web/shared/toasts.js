// Short news that needs no answer: `toast("Copié.")` from anywhere, one <toast-list> in the page.
import { css, html, repeat } from "../vendor/lit.js";
import { Element } from "./element.js";

const LIFETIME_MS = 6_000;
const news = new EventTarget();
let count = 0;

/** Show `text` for six seconds and say it to screen readers. */
export function toast(text) {
  news.dispatchEvent(new CustomEvent("toast", { detail: { id: ++count, text } }));
}

class ToastList extends Element {
  static properties = { toasts: { state: true } };

  static styles = [
    Element.styles,
    css`
      :host {
        position: fixed;
        inset: auto 0 var(--toasts-above, 6.5rem);
        z-index: 10;
        display: grid;
        gap: 0.5rem;
        justify-items: center;
        padding: 0 1rem;
        pointer-events: none;
      }
      p {
        max-width: 34rem;
        padding: 0.65rem 1.1rem;
        border-radius: var(--radius);
        background: var(--ink);
        color: var(--ground);
        box-shadow: var(--shadow);
        animation: rise 0.2s ease-out;
      }
      @keyframes rise {
        from {
          opacity: 0;
          translate: 0 0.5rem;
        }
      }
    `,
  ];

  #show = ({ detail }) => {
    this.toasts = [...this.toasts, detail];
    setTimeout(() => (this.toasts = this.toasts.filter(({ id }) => id !== detail.id)), LIFETIME_MS);
  };

  constructor() {
    super();
    this.toasts = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.setAttribute("role", "status");
    news.addEventListener("toast", this.#show);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    news.removeEventListener("toast", this.#show);
  }

  render() {
    return repeat(
      this.toasts,
      ({ id }) => id,
      ({ text }) => html`<p>${text}</p>`,
    );
  }
}

customElements.define("toast-list", ToastList);
