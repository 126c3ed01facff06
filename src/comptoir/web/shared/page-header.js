// The base of headers: whose page it is, the language, and the service's own buttons.
import { css, html, nothing } from "../vendor/lit.js";
import { Element } from "./element.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import "./language-switch.js";

export class PageHeader extends Element {
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
      h1,
      .name p {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      h1 {
        font-size: clamp(0.95rem, 0.8rem + 0.9vw, 1.3rem);
      }
      .name p {
        font-size: 0.85rem;
      }
      .tool {
        flex: none;
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

  /** The header with `tools` at its end; the logo leads home, to `href`. */
  header(shape, href, tools, lead = t("app.lead")) {
    return html`<a class="logo" href=${href} aria-label=${t("app.name")}>${icon(shape, 26)}</a>
      <div class="name">
        <h1>${t("app.name")}</h1>
        <p class="quiet">${lead}</p>
      </div>
      <language-switch></language-switch>
      ${tools}`;
  }

  /** A button that says `event`. */
  tool(shape, event, label, title = label) {
    return html`<button class="button tool" aria-label=${label} title=${title} @click=${() => this.emit(event)}>
      ${icon(shape)}<span>${label}</span>
    </button>`;
  }

  /** A link to a place, where one may be. */
  way(shape, href, label, { title = label, isHere = false } = {}) {
    return html`<a
      class="button tool"
      href=${href}
      aria-label=${title}
      title=${title}
      aria-current=${isHere ? "page" : nothing}
    >
      ${icon(shape)}<span>${label}</span>
    </a>`;
  }
}
