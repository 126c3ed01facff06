// <meuble-navigation>: the four places of the page, at the bottom of a phone, else under the header.
import { css, html, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { to } from "./routes.js";

const PLACES = [
  ["talk", "chat"],
  ["claims", "folder"],
  ["catalogue", "armchair"],
  ["faq", "question"],
];

class MeubleNavigation extends Element {
  static properties = {
    /** The place where one is, as `routes.js` names it. */
    here: {},
    /** Whether something new was said in the conversation meanwhile. */
    news: { type: Boolean },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: block;
        background: var(--surface);
      }
      nav {
        display: flex;
        justify-content: center;
        gap: 0.25rem;
        padding: 0 0.5rem;
      }
      a {
        position: relative;
        display: flex;
        gap: 0.5rem;
        align-items: center;
        min-height: 2.9rem;
        padding: 0.3rem 1rem;
        border-bottom: 3px solid transparent;
        color: var(--ink-soft);
        font-weight: 500;
        text-decoration: none;
      }
      a:hover {
        color: var(--ink);
      }
      a[aria-current] {
        border-color: var(--accent);
        color: var(--accent-strong);
      }
      a:focus-visible {
        outline-offset: -3px;
      }
      i {
        position: absolute;
        top: 0.5rem;
        inset-inline-start: 2rem;
        width: 0.6rem;
        height: 0.6rem;
        border-radius: 50%;
        background: var(--warm);
      }
      @media (max-width: 48rem) {
        nav {
          gap: 0;
          padding: 0 0.25rem env(safe-area-inset-bottom);
        }
        a {
          flex: 1 1 0;
          flex-direction: column;
          gap: 0.1rem;
          justify-content: center;
          min-height: 3.5rem;
          padding: 0.3rem 0.1rem;
          border-top: 3px solid transparent;
          border-bottom: 0;
          font-size: 0.6875rem;
          line-height: 1.2;
          white-space: nowrap;
        }
        i {
          top: 0.3rem;
          inset-inline-start: calc(50% + 0.6rem);
        }
      }
    `,
  ];

  render() {
    return html`<nav aria-label=${t("nav.label")}>
      ${PLACES.map(
        ([name, shape]) =>
          html`<a href=${to(name)} aria-current=${this.here === name ? "page" : nothing}>
            ${icon(shape, 22)} ${t(`nav.${name}`)}
            ${name === "talk" && this.news
              ? html`<i></i><span class="visually-hidden">${t("nav.news")}</span>`
              : nothing}
          </a>`,
      )}
    </nav>`;
  }
}

customElements.define("meuble-navigation", MeubleNavigation);
