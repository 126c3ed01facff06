// <page-navigation>: the places of a page, at the bottom of a phone, else under the header.
import { css, html, nothing } from "../vendor/lit.js";
import { Element } from "./element.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";

class PageNavigation extends Element {
  static properties = {
    /** `[{name, href, shape, words, count, news}]`: a count or `news` (words) says what is new there. */
    places: { attribute: false },
    /** The name of the place where one is. */
    here: {},
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: block;
        border-bottom: 1px solid var(--line);
        background: var(--surface);
      }
      nav {
        display: flex;
        justify-content: var(--places-at, center);
        gap: 0.25rem;
        padding: 0 clamp(0.25rem, 2vw, 1.1rem);
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
      .count {
        min-width: 1.4rem;
        padding: 0 0.35rem;
        border-radius: 999px;
        background: var(--danger);
        color: var(--surface);
        font-size: 0.8rem;
        font-weight: 700;
        line-height: 1.4rem;
        text-align: center;
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
        :host {
          border-top: 1px solid var(--line);
          border-bottom: 0;
        }
        nav {
          gap: 0;
          padding: 0 0.1rem env(safe-area-inset-bottom);
        }
        a {
          flex: 1 1 0;
          flex-direction: column;
          gap: 0.1rem;
          justify-content: center;
          min-width: 0;
          min-height: 3.5rem;
          padding: 0.3rem 0.1rem;
          border-top: 3px solid transparent;
          border-bottom: 0;
          font-size: 0.6875rem;
          line-height: 1.2;
          white-space: nowrap;
        }
        .count {
          position: absolute;
          top: 0.1rem;
          inset-inline-start: calc(50% + 0.4rem);
          font-size: 0.7rem;
          line-height: 1.2rem;
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
      ${this.places.map(
        ({ name, href, shape, words, count, news }) =>
          html`<a href=${href} aria-current=${this.here === name ? "page" : nothing}>
            ${icon(shape, 22)} <span>${words}</span>
            ${count ? html`<span class="count" aria-hidden="true">${count}</span>` : nothing}
            ${news && !count ? html`<i></i>` : nothing}
            ${news ? html`<span class="visually-hidden">${news}</span>` : nothing}
          </a>`,
      )}
    </nav>`;
  }
}

customElements.define("page-navigation", PageNavigation);
