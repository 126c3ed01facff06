// <advisers-app>: the pages of the insurer's advisers, and of whoever keeps webhooks with a key.
import { css, html } from "../vendor/lit.js";
import { Api } from "../shared/api.js";
import { Handovers } from "../shared/handovers.js";
import { t, teach } from "../shared/i18n.js";
import { forgetKept } from "../shared/kept.js";
import "../shared/navigation.js";
import { frame, Page } from "../shared/page.js";
import { Regularly } from "../shared/regularly.js";
import { toast } from "../shared/toasts.js";
import "../mail-code.js";
import { Who } from "../who.js";
import * as customerEn from "../words-en.js";
import * as customerFr from "../words-fr.js";
import "./desk.js";
import "./header.js";
import { placeOf, to } from "./routes.js";
import "./webhooks.js";
import { en } from "./words-en.js";
import { fr } from "./words-fr.js";

teach({ fr: customerFr.fr, en: customerEn.en });
teach({ fr, en });

const LOOK_EVERY_MS = 10_000;

class AdvisersApp extends Page {
  static properties = {
    person: { state: true },
    ranOut: { state: true },
  };

  static styles = [
    Page.styles,
    frame,
    css`
      page-navigation {
        --places-at: start;
      }
      toast-list {
        --toasts-above: 8.5rem; /* not over what is being written */
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
    `,
  ];

  #who = new Who();
  #api = new Api(this.#who.tokens);
  #handovers = new Handovers(this.#api);

  constructor() {
    super(placeOf, "/app/conseillers/");
    this.person = this.#who.person;
    this.ranOut = false;
    this.#who.addEventListener("change", () => (this.person = this.#who.person));
    this.#who.tokens.addEventListener("expired", () => (this.ranOut = true));
    this.#handovers.addEventListener("change", () => this.requestUpdate());
    new Regularly(this, LOOK_EVERY_MS, () => this.#works && this.#handovers.look());
  }

  firstUpdated() {
    super.firstUpdated();
    if (this.#works) this.#handovers.look();
  }

  get #works() {
    return this.person?.role === "conseiller";
  }

  render() {
    const { name } = this.place;
    document.title = `${this.#titled()} · ${t("app.name")}`;
    return html`${this.skip()}
      <header>
        <advisers-header .person=${this.person} @sign-out=${this.#signOut}></advisers-header>
      </header>
      <page-navigation .places=${this.#places()} .here=${name}></page-navigation>
      ${this.status(t("advisers.offline"))}
      <main
        aria-label=${this.#titled()}
        @titled=${({ detail }) => (this.title = detail)}
        @signed-in=${this.#signIn}
      >
        ${name === "webhooks" ? this.#webhooks() : this.#desk()}
      </main>
      <toast-list></toast-list>`;
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

  // A conversation chosen beside its list keeps the keyboard where it is.
  arrive(before) {
    if (before.name !== this.place.name) this.enter();
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
