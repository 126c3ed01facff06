// <advisers-app>: the pages of the insurer's advisers, and of whoever keeps webhooks with a key.
import { css, html, nothing } from "../vendor/lit.js";
import { Api } from "../shared/api.js";
import { Element } from "../shared/element.js";
import { Handovers } from "../shared/handovers.js";
import { t, teach } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";
import { forgetKept } from "../shared/kept.js";
import "../shared/language-switch.js";
import "../shared/navigation.js";
import { Regularly } from "../shared/regularly.js";
import { toast } from "../shared/toasts.js";
import "../mail-code.js";
import { Who } from "../who.js";
import * as customerEn from "../words-en.js";
import * as customerFr from "../words-fr.js";
import "./desk.js";
import { placeOf, to } from "./routes.js";
import "./webhooks.js";
import { en } from "./words-en.js";
import { fr } from "./words-fr.js";

teach({ fr: customerFr.fr, en: customerEn.en });
teach({ fr, en });

const LOOK_EVERY_MS = 10_000;

class AdvisersApp extends Element {
  static properties = {
    person: { state: true },
    isOnline: { state: true },
    place: { state: true },
    title: { state: true },
    ranOut: { state: true },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: grid;
        grid-template-rows: auto auto auto minmax(0, 1fr);
        grid-template-columns: minmax(0, 1fr);
        height: 100dvh;
        min-height: 24rem;
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
      header {
        display: flex;
        gap: 0.5rem clamp(0.4rem, 2vw, 1rem);
        align-items: center;
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
        background: var(--ink);
        color: var(--surface);
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
      page-navigation {
        --places-at: start;
      }
      toast-list {
        --toasts-above: 8.5rem; /* not over what is being written */
      }
      main {
        min-height: 0;
        overflow: clip;
      }
      .door {
        height: 100%;
        padding: clamp(1.5rem, 9vh, 6rem) 1rem 2rem;
        overflow-y: auto;
      }
      .panel {
        display: grid;
        gap: 1rem;
        max-width: 27rem;
        margin: 0 auto;
        padding: 1.75rem;
        border: 1px solid var(--line);
        border-radius: calc(var(--radius) + 4px);
        background: var(--surface);
        box-shadow: var(--shadow);
      }
      .panel a:not(.button) {
        color: var(--accent);
      }
      .refusal {
        padding: 0.6rem 0.8rem;
        border-radius: var(--radius-small);
        background: var(--danger-soft);
        color: var(--danger);
      }
      .tool {
        flex: none;
        border-color: var(--line);
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
        header {
          gap: 0.35rem;
        }
        .logo {
          display: none;
        }
      }
      @media (max-width: 48rem) {
        :host {
          grid-template-rows: auto auto minmax(0, 1fr) auto;
        }
        page-navigation {
          order: 1;
        }
      }
    `,
  ];

  #who = new Who();
  #api = new Api(this.#who.tokens);
  #handovers = new Handovers(this.#api);

  constructor() {
    super();
    this.person = this.#who.person;
    this.isOnline = navigator.onLine;
    this.title = null;
    this.ranOut = false;
    this.place = placeOf(location.hash);
    this.#who.addEventListener("change", () => (this.person = this.#who.person));
    this.#who.tokens.addEventListener("expired", () => (this.ranOut = true));
    this.#handovers.addEventListener("change", () => this.requestUpdate());
    for (const event of ["online", "offline"]) {
      addEventListener(event, () => (this.isOnline = navigator.onLine));
    }
    addEventListener("hashchange", () => this.#go());
    new Regularly(this, LOOK_EVERY_MS, () => this.#works && this.#handovers.look());
  }

  firstUpdated() {
    if (location.pathname !== "/app/conseillers/") {
      history.replaceState(null, "", `/app/conseillers/${location.hash}`);
    }
    if (this.#works) this.#handovers.look();
  }

  get #works() {
    return this.person?.role === "conseiller";
  }

  render() {
    const { name } = this.place;
    document.title = `${this.#titled()} · ${t("app.name")}`;
    return html`<button class="button skip" @click=${() => this.#focusTitle()}>${t("app.skipContent")}</button>
      <header>
        <span class="logo">${icon("shield", 26)}</span>
        <div class="name">
          <h1>${t("app.name")}</h1>
          <p class="quiet">${t("advisers.lead")}</p>
        </div>
        <language-switch></language-switch>
        ${this.#tool("back", t("advisers.toCustomers"), "../#/")}
        ${this.person ? this.#signOutButton() : nothing}
      </header>
      <page-navigation .places=${this.#places()} .here=${name}></page-navigation>
      <div role="status">
        ${this.isOnline ? nothing : html`<p class="offline">${icon("offline")} ${t("advisers.offline")}</p>`}
      </div>
      <main
        aria-label=${this.#titled()}
        @titled=${({ detail }) => (this.title = detail)}
        @signed-in=${this.#signIn}
      >
        ${name === "webhooks" ? this.#webhooks() : this.#desk()}
      </main>
      <toast-list></toast-list>`;
  }

  #tool(shape, label, href) {
    return html`<a class="button tool" href=${href} aria-label=${label} title=${label}>
      ${icon(shape)}<span>${label}</span>
    </a>`;
  }

  #signOutButton() {
    const label = t("space.signOut");
    return html`<button class="button tool" aria-label=${label} title=${this.person.email ?? label} @click=${this.#signOut}>
      ${icon("person")}<span>${label}</span>
    </button>`;
  }

  #places() {
    const waiting = this.#works ? this.#handovers.waiting : 0;
    return [
      {
        name: "desk",
        shape: "chat",
        href: to("desk"),
        words: t("place.desk"),
        ...(waiting && { count: waiting, news: t("desk.waitingCount", waiting) }),
      },
      { name: "webhooks", shape: "link", href: to("webhooks"), words: t("place.webhooks") },
    ];
  }

  #desk() {
    if (!this.person) return this.#door();
    if (!this.#works) return this.#stranger();
    return html`<advisers-desk
      .api=${this.#api}
      .person=${this.person}
      .handovers=${this.#handovers}
      .chosen=${this.place.id}
    ></advisers-desk>`;
  }

  #webhooks() {
    return html`<advisers-webhooks .chosen=${this.place.id}></advisers-webhooks>`;
  }

  #door() {
    return html`<div class="door">
      <div class="panel">
        <h2 tabindex="-1">${t("signIn.title")}</h2>
        ${this.ranOut
          ? html`<p class="refusal" role="alert">${t("signIn.ranOut")}</p>`
          : html`<p class="quiet">${t("advisers.why")}</p>`}
        <mail-code .api=${this.#api} .email=${this.#who.lastEmail}></mail-code>
      </div>
    </div>`;
  }

  #stranger() {
    return html`<div class="door">
      <div class="panel">
        <h2 tabindex="-1">${t("advisers.notForYou")}</h2>
        <p class="quiet">${t("advisers.notForYouText", this.person.email ?? "")}</p>
        <a class="button primary" href="../#/">${t("advisers.toCustomers")}</a>
        <button class="button" @click=${this.#signOut}>${t("space.signOut")}</button>
      </div>
    </div>`;
  }

  #titled() {
    return (this.place.id && this.title) || t(`main.${this.place.name}`);
  }

  #focusTitle() {
    const view = this.renderRoot.querySelector("main > *");
    if (view.focusTitle) view.focusTitle();
    else view.querySelector("h2").focus();
  }

  async #go() {
    const before = this.place;
    this.place = placeOf(location.hash);
    this.title = null;
    await this.updateComplete;
    // A conversation chosen beside its list keeps the keyboard where it is.
    if (before.name !== this.place.name) this.#focusTitle();
  }

  #signIn({ detail }) {
    this.ranOut = false;
    this.#who.signIn(detail);
    if (this.#works) this.#handovers.look();
  }

  async #signOut() {
    await this.#api.post("/api/auth/logout").catch(() => {}); // gone from here anyway
    forgetKept(`comptoir.assurance.adviser.${this.person?.id}.`);
    this.#who.signOut();
    toast(t("signIn.out"));
  }
}

customElements.define("advisers-app", AdvisersApp);
