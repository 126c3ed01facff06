// <language-switch>: a button for each language of the pages.
import { css, html } from "../vendor/lit.js";
import { Element } from "./element.js";
import { language, languages, t } from "./i18n.js";

const NAMES = { fr: "Français", en: "English" };

class LanguageSwitch extends Element {
  static styles = [
    Element.styles,
    css`
      div {
        display: flex;
        padding: 2px;
        border: 1px solid var(--line);
        border-radius: 999px;
        background: var(--ground);
      }
      button {
        min-width: 2.25rem;
        min-height: 2.25rem;
        padding: 0 0.5rem;
        border: 0;
        border-radius: 999px;
        background: none;
        font-size: 0.85rem;
        font-weight: 600;
        text-transform: uppercase;
        color: var(--ink-soft);
      }
      button[aria-pressed="true"] {
        background: var(--surface);
        color: var(--ink);
        box-shadow: 0 0 0 1px var(--line-strong);
      }
      @media (max-width: 26rem) {
        button {
          min-width: 2rem;
          padding: 0 0.35rem;
        }
      }
    `,
  ];

  render() {
    return html`<div role="group" aria-label=${t("language")}>
      ${languages.map(
        (code) => html`<button
          lang=${code}
          aria-label=${`${code}, ${NAMES[code]}`}
          aria-pressed=${language.current === code}
          @click=${() => (language.current = code)}
        >
          ${code}
        </button>`,
      )}
    </div>`;
  }
}

customElements.define("language-switch", LanguageSwitch);
