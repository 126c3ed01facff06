// The base of a service's page: the place one is at, whether one is online, and what stands around.
import { css, html, nothing } from "../vendor/lit.js";
import { errorText } from "./api.js";
import { Element } from "./element.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { keepFiles } from "./offline.js";
import "./toasts.js";

/** A header, the navigation, a line of status and the place, which alone scrolls. */
export const frame = css`
  :host {
    grid-template-rows: auto auto auto minmax(0, 1fr);
    grid-template-columns: minmax(0, 1fr);
    min-height: 24rem;
  }
  @media (max-width: 48rem) {
    :host {
      grid-template-rows: auto auto minmax(0, 1fr) auto;
    }
    page-navigation,
    .no-navigation {
      order: 1;
    }
  }
`;

export class Page extends Element {
  static properties = {
    isOnline: { state: true },
    /** Where one is, as `placeOf` reads it from the address. */
    place: { state: true },
    /** What the place calls itself, or null. */
    title: { state: true },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: grid;
        height: 100dvh;
        color: var(--ink);
      }
      .skip {
        position: absolute;
        z-index: 5;
        top: 0.5rem;
        left: 0.5rem;
      }
      .skip:not(:focus) {
        clip-path: inset(50%);
      }
      .offline {
        display: flex;
        gap: 0.6rem;
        align-items: center;
        justify-content: center;
        padding: 0.5rem 1rem;
        border-bottom: 1px solid var(--line);
        background: var(--notice-soft);
        font-size: 0.95rem;
      }
      main {
        min-height: 0;
        overflow: clip;
      }
      .alone {
        display: grid;
        gap: 1rem;
        align-content: start;
        justify-items: center;
        max-width: 32rem;
        margin: 12vh auto 0;
        padding: 0 1.25rem;
        text-align: center;
      }
    `,
  ];

  #placeOf;
  #path;

  /** A page at `path`, whose places `placeOf(hash)` reads. */
  constructor(placeOf, path = "/app/") {
    super();
    this.#placeOf = placeOf;
    this.#path = path;
    this.isOnline = navigator.onLine;
    this.title = null;
    this.place = placeOf(location.hash);
    for (const event of ["online", "offline"]) {
      addEventListener(event, () => (this.isOnline = navigator.onLine));
    }
    addEventListener("hashchange", () => this.go());
  }

  firstUpdated() {
    keepFiles();
    if (location.pathname !== this.#path) history.replaceState(null, "", `${this.#path}${location.hash}`);
  }

  /** Show the place that the address names. */
  async go() {
    const before = this.place;
    this.place = this.#placeOf(location.hash);
    if (before.name === this.place.name && before.id === this.place.id) return;
    this.title = null;
    await this.updateComplete;
    this.arrive(before);
  }

  /** Begin to read the new place, coming from `before`. */
  arrive() {
    this.enter();
  }

  /** Put the keyboard at what the page is about. */
  enter() {
    const { view } = this;
    if (view?.focusTitle) view.focusTitle();
    else view?.querySelector("h2")?.focus();
  }

  /** What shows the place. */
  get view() {
    return this.renderRoot.querySelector("main > :not([hidden])");
  }

  skip(words = t("app.skipContent")) {
    return html`<button class="button skip" @click=${() => this.enter()}>${words}</button>`;
  }

  /** Why the page can't be shown, and a way to try again. */
  unreached(problem, again) {
    return html`<div class="alone" role="alert">
      ${icon("offline", 44)}
      <p>${errorText(problem)}</p>
      <button class="button primary" @click=${again}>${t("retry")}</button>
    </div>`;
  }

  status(words = t("offline")) {
    return html`<div role="status">
      ${this.isOnline ? nothing : html`<p class="offline">${icon("offline")} ${words}</p>`}
    </div>`;
  }
}
