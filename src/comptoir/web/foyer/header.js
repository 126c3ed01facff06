// <foyer-header>: whose pages these are, and the language.
import { css, html, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import "./shared/language-switch.js";
import { to } from "./routes.js";

class FoyerHeader extends Element {
  static properties = {
    /** The signed-in account, or null. */
    account: { attribute: false },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: flex;
        gap: 0.75rem;
        align-items: center;
        padding: 0.45rem clamp(0.75rem, 2vw, 1.25rem);
      }
      .home {
        display: flex;
        flex: 1;
        gap: 0.6rem;
        align-items: center;
        min-width: 0;
        color: inherit;
        text-decoration: none;
      }
      .home svg {
        color: var(--accent);
      }
      h1 {
        font-size: 1.2rem;
      }
      .who {
        display: grid;
        place-items: center;
        min-width: 2.6rem;
        height: 2.25rem;
        padding: 0 0.55rem;
        border-radius: 999px;
        background: var(--accent-soft);
        color: var(--accent-strong);
        font-size: 0.85rem;
        font-weight: 700;
        letter-spacing: 0.04em;
        text-decoration: none;
      }
      @media (min-width: 48.01rem) and (max-width: 62rem) {
        .who {
          display: none;
        }
      }
      @media (min-width: 48.01rem) and (max-width: 54rem) {
        h1 {
          position: absolute;
          clip-path: inset(50%);
        }
      }
    `,
  ];

  render() {
    return html`<a class="home" href=${to("chats")}>
        ${icon("hearth", 28)}
        <h1>${t("app.name")}</h1>
      </a>
      <language-switch></language-switch>
      ${this.account
        ? html`<a class="who" href=${to("account")} title=${this.account.email}>
            <span class="visually-hidden">${t("header.account")}</span>
            ${this.account.trigramme}
          </a>`
        : nothing}`;
  }
}

customElements.define("foyer-header", FoyerHeader);
