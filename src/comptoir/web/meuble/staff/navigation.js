// <staff-navigation>: the places of the staff's pages, at the bottom of a phone, else under the header.
import { css, html, nothing } from "../vendor/lit.js";
import { Element } from "../shared/element.js";
import { t } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";
import { to } from "./routes.js";

const PLACES = [
  ["queue", "list"],
  ["conversations", "chat"],
  ["figures", "chart"],
  ["catalogue", "armchair"],
  ["faq", "question"],
];

class StaffNavigation extends Element {
  static properties = {
    /** The place where one is, as `routes.js` names it. */
    here: {},
    /** How many customers wait for an adviser's words. */
    waiting: { type: Number },
    admin: { type: Boolean },
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
        gap: 0.25rem;
        padding: 0 clamp(0.25rem, 2vw, 1.1rem);
      }
      a {
        position: relative;
        display: flex;
        gap: 0.5rem;
        align-items: center;
        min-height: 2.9rem;
        padding: 0.3rem 0.9rem;
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
          padding: 0.3rem 0;
          border-top: 3px solid transparent;
          border-bottom: 0;
          font-size: 0.6875rem;
          line-height: 1.2;
        }
        .count {
          position: absolute;
          top: 0.1rem;
          inset-inline-start: calc(50% + 0.4rem);
          font-size: 0.7rem;
          line-height: 1.2rem;
        }
      }
    `,
  ];

  render() {
    const places = this.admin ? [...PLACES, ["keys", "key"]] : PLACES;
    const here = this.here === "claim" ? "queue" : this.here;
    return html`<nav aria-label=${t("nav.label")}>
      ${places.map(
        ([name, shape]) =>
          html`<a href=${to(name)} aria-current=${here === name ? "page" : nothing}>
            ${icon(shape, 22)} <span>${t(`place.${name}`)}</span>
            ${name === "conversations" && this.waiting
              ? html`<span class="count">${this.waiting}</span>
                  <span class="visually-hidden">${t("conversations.waitingCount", this.waiting)}</span>`
              : nothing}
          </a>`,
      )}
    </nav>`;
  }
}

customElements.define("staff-navigation", StaffNavigation);
