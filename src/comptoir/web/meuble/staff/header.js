// <staff-header>: whose shop this is, the language, the way to the customers' page, signing out.
import { css, html, nothing } from "../vendor/lit.js";
import { Element } from "../shared/element.js";
import { language, languages, t } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";
import { to } from "./routes.js";

const NAMES = { fr: "Français", en: "English" };

class StaffHeader extends Element {
  static properties = {
    /** The signed-in account, or null. */
    account: { attribute: false },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 0.5rem clamp(0.4rem, 2vw, 1rem);
        padding: 0.5rem clamp(0.75rem, 3vw, 1.75rem);
        background: var(--mine);
        color: var(--on-mine);
      }
      .logo {
        display: grid;
        place-items: center;
        color: inherit;
      }
      .name {
        flex: 1;
        min-width: 0;
        line-height: 1.2;
      }
      h1 {
        overflow: hidden;
        font-size: 1.1rem;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .name p {
        overflow: hidden;
        font-size: 0.85rem;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .languages {
        display: flex;
        gap: 0.15rem;
      }
      .languages button,
      .tool {
        display: inline-flex;
        gap: 0.4rem;
        align-items: center;
        justify-content: center;
        min-width: 2.25rem;
        min-height: 2.5rem;
        padding: 0 0.6rem;
        border: 1px solid transparent;
        border-radius: 999px;
        background: none;
        color: inherit;
        font-size: 0.9rem;
        font-weight: 600;
        text-decoration: none;
      }
      .languages button {
        text-transform: uppercase;
      }
      .languages button[aria-pressed="true"] {
        border-color: currentcolor;
      }
      .tool:hover,
      .languages button:hover {
        background: rgb(255 255 255 / 14%);
      }
      :focus-visible {
        outline-color: var(--on-mine);
      }
      @media (max-width: 48rem) {
        .tool span {
          display: none;
        }
        .logo {
          display: none;
        }
      }
    `,
  ];

  render() {
    return html`<a class="logo" href=${to("queue")} aria-label=${t("staff.title")}>${icon("armchair", 28)}</a>
      <div class="name">
        <h1>${t("staff.title")}</h1>
        <p>${this.account ? this.account.full_name || this.account.username : t("app.name")}</p>
      </div>
      <div class="languages" role="group" aria-label=${t("language")}>
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
      </div>
      <a class="tool" href="../#/" aria-label=${t("staff.toCustomers")} title=${t("staff.toCustomers")}>
        ${icon("chat")}<span>${t("staff.toCustomers")}</span>
      </a>
      ${this.account
        ? html`<button
            class="tool"
            aria-label=${t("account.signOut")}
            title=${t("account.signOut")}
            @click=${() => this.emit("sign-out")}
          >
            ${icon("person")}<span>${t("account.signOut")}</span>
          </button>`
        : nothing}`;
  }
}

customElements.define("staff-header", StaffHeader);
