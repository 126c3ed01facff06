// <meuble-welcome>: what an empty conversation shows, and four ways to begin.
import { css, html } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";

const STARTS = ["problem", "order", "faq", "person"];

class MeubleWelcome extends Element {
  static styles = [
    Element.styles,
    css`
      :host {
        display: grid;
        gap: 1rem;
        justify-items: start;
        max-width: 36rem;
        padding: clamp(0.5rem, 4vh, 2.5rem) 0 1rem;
      }
      .face {
        display: grid;
        place-items: center;
        width: 4rem;
        height: 4rem;
        border-radius: 50%;
        background: var(--accent-soft);
        color: var(--accent);
      }
      h2 {
        font-size: clamp(1.5rem, 1.2rem + 1.5vw, 2rem);
      }
      ul {
        display: grid;
        gap: 0.6rem;
        width: 100%;
        margin: 0.5rem 0 0;
        padding: 0;
        list-style: none;
      }
      .button {
        width: 100%;
        justify-content: start;
        padding: 0.7rem 1.1rem;
        border-color: var(--line);
        border-radius: var(--radius);
        font-weight: 400;
        text-align: start;
      }
      .button:hover {
        border-color: var(--accent);
      }
      @media (min-width: 40rem) {
        ul {
          grid-template-columns: 1fr 1fr;
        }
      }
    `,
  ];

  render() {
    return html`<span class="face">${icon("armchair", 34)}</span>
      <h2>${t("welcome.greeting")}</h2>
      <p class="quiet">${t("welcome.text")}</p>
      <ul>
        ${STARTS.map((start) => this.#start(t(`welcome.start.${start}`)))}
      </ul>`;
  }

  #start(words) {
    return html`<li>
      <button class="button" @click=${() => this.emit("say", words)}>${words}</button>
    </li>`;
  }
}

customElements.define("meuble-welcome", MeubleWelcome);
