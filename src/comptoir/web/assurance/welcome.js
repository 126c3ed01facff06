// <assurance-welcome>: what an empty conversation shows, and ways to begin.
import { css, html } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { welcome } from "./shared/welcome.js";

const STARTS = [
  ["quote", "car"],
  ["contracts", "folder"],
  ["claim", "alert"],
  ["question", "question"],
];

class AssuranceWelcome extends Element {
  static styles = [
    Element.styles,
    welcome,
    css`
      :host {
        max-width: 40rem;
        padding-block: clamp(0.5rem, 5vh, 3rem) 1rem;
      }
      .face {
        width: 3.75rem;
        height: 3.75rem;
        border-radius: 1rem;
        background: var(--accent);
        color: var(--on-accent);
      }
      h2 {
        font-size: clamp(1.6rem, 1.2rem + 1.8vw, 2.3rem);
      }
      .button {
        gap: 0.75rem;
        height: 100%;
        padding: 0.8rem 1rem;
      }
      .button svg {
        color: var(--accent);
      }
      .example {
        padding-inline-start: 0.9rem;
        border-inline-start: 3px solid var(--warm);
      }
    `,
  ];

  render() {
    return html`<span class="face">${icon("shield", 32)}</span>
      <h2>${t("welcome.greeting")}</h2>
      <p>${t("welcome.text")}</p>
      <p class="example quiet">${t("welcome.example")}</p>
      <ul>
        ${STARTS.map(
          ([start, shape]) => html`<li>
            <button class="button" @click=${() => this.emit("say", t(`welcome.say.${start}`))}>
              ${icon(shape, 24)} ${t(`welcome.start.${start}`)}
            </button>
          </li>`,
        )}
      </ul>`;
  }
}

customElements.define("assurance-welcome", AssuranceWelcome);
