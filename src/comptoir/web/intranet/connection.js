// <connection-state>: what the page is doing while the line is cut. Laid over the place: nothing moves.
import { css, html, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";

const PATIENCE_MS = 1_500; // a connection that comes at once is no news
const TICK_MS = 1_000;

class ConnectionState extends Element {
  static properties = {
    office: { attribute: false },
    version: { type: Number },
    isNews: { state: true },
    isOnline: { state: true },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        position: absolute;
        z-index: 4;
        inset: 4.25rem 0 auto;
        display: grid;
        justify-items: center;
        padding: 0 0.75rem;
        pointer-events: none;
      }
      .state {
        display: flex;
        flex-wrap: wrap;
        gap: 0.2rem 0.7rem;
        align-items: center;
        justify-content: center;
        max-width: 40rem;
        padding: 0.45rem 1rem;
        border: 1px solid var(--line-strong);
        border-radius: 1.2rem;
        background: var(--notice-soft);
        box-shadow: var(--shadow);
        font-size: 0.92rem;
        pointer-events: auto;
      }
      .countdown {
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  #timer;
  #ticking;
  #note = () => (this.isOnline = navigator.onLine);

  constructor() {
    super();
    this.isNews = false;
    this.isOnline = navigator.onLine;
  }

  connectedCallback() {
    super.connectedCallback();
    for (const event of ["online", "offline"]) addEventListener(event, this.#note);
    this.#ticking = setInterval(() => this.isNews && this.requestUpdate(), TICK_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const event of ["online", "offline"]) removeEventListener(event, this.#note);
    clearInterval(this.#ticking);
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  willUpdate() {
    const { isOpen } = this.office.line;
    if (isOpen) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.isNews = false;
    } else if (!this.isOnline) {
      this.isNews = true;
    } else {
      this.#timer ??= setTimeout(() => (this.isNews = true), PATIENCE_MS);
    }
  }

  render() {
    return html`<div role="status">${this.isNews ? this.#words() : nothing}</div>`;
  }

  #words() {
    const { state, retryAt } = this.office.line;
    const waiting = this.office.outbox?.size ?? 0;
    const words = this.isOnline ? (state === "waiting" ? "line.lost" : "line.connecting") : "line.offline";
    const inS = retryAt ? Math.max(1, Math.ceil((retryAt - Date.now()) / 1000)) : null;
    return html`<div class="state">
      ${icon("offline")} <span>${t(words)}</span>
      ${waiting ? html`<span>${t("line.waiting", waiting)}</span>` : nothing}
      ${this.isOnline && state === "waiting"
        ? html`<span class="countdown" aria-hidden="true">${inS ? t("line.in", inS) : nothing}</span>
            <button class="link" @click=${() => this.office.line.tryNow()}>${t("line.now")}</button>`
        : nothing}
    </div>`;
  }
}

customElements.define("connection-state", ConnectionState);
