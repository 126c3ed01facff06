// <meuble-header>: the shop's name, the language, the account, a new conversation.
import { css, html, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import "./shared/language-switch.js";
import { to } from "./routes.js";

const STAFF = ["sav", "admin"];

class MeubleHeader extends Element {
  static properties = {
    /** The signed-in account, null without one, undefined until it is known. */
    account: { attribute: false },
    /** The place where one is, as `routes.js` names it. */
    here: {},
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 0.5rem clamp(0.4rem, 2vw, 1rem);
        padding: 0.6rem clamp(0.75rem, 3vw, 1.75rem);
        border-bottom: 1px solid var(--line);
        background: var(--surface);
      }
      .logo {
        display: grid;
        place-items: center;
        flex: none;
        width: 2.6rem;
        height: 2.6rem;
        border-radius: 0.7rem;
        background: var(--accent);
        color: var(--on-accent);
      }
      .name {
        flex: 1;
        min-width: 0;
        line-height: 1.2;
      }
      h1 {
        overflow: hidden;
        font-size: clamp(0.95rem, 0.8rem + 0.9vw, 1.3rem);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .name p {
        font-size: 0.85rem;
      }
      .tool {
        padding: 0.5rem 0.9rem;
        border-color: var(--line);
      }
      .tool[aria-current] {
        border-color: var(--accent);
        background: var(--accent-soft);
      }
      @media (max-width: 52rem) {
        .tool {
          width: 2.75rem;
          padding: 0;
        }
        .tool span {
          display: none;
        }
      }
      @media (max-width: 26rem) {
        :host {
          gap: 0.35rem;
        }
        .logo {
          display: none;
        }
      }
    `,
  ];

  render() {
    return html`<a class="logo" href=${to("talk")} aria-label=${t("app.name")}>${icon("armchair", 26)}</a>
      <div class="name">
        <h1>${t("app.name")}</h1>
        <p class="quiet">${t("app.lead")}</p>
      </div>
      <language-switch></language-switch>
      ${this.here === "talk" ? this.#tool("restart", "restart", t("restart.button")) : nothing}
      ${STAFF.includes(this.account?.role) ? this.#desk() : nothing}
      ${this.account === null
        ? this.#tool("person", "sign-in", t("account.signIn"))
        : this.#known(this.account ?? {})}`;
  }

  #desk() {
    const label = t("account.desk");
    return html`<a class="button tool" href="staff/" aria-label=${label} title=${label}>
      ${icon("list")}<span>${label}</span>
    </a>`;
  }

  #known({ full_name: fullName, username }) {
    const who = fullName || username;
    const title = who ? `${t("profile.title")} (${who})` : t("profile.title");
    return html`<a
      class="button tool"
      href=${to("account")}
      aria-label=${title}
      title=${title}
      aria-current=${this.here === "account" ? "page" : nothing}
    >
      ${icon("person")}<span>${t("profile.title")}</span>
    </a>`;
  }

  #tool(shape, event, label) {
    return html`<button
      class="button tool"
      aria-label=${label}
      title=${label}
      @click=${() => this.emit(event)}
    >
      ${icon(shape)}<span>${label}</span>
    </button>`;
  }
}

customElements.define("meuble-header", MeubleHeader);
