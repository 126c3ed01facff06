// <staff-app>: the pages of after-sales. Holds who is signed in, and shows the place one is at.
import { css, html, nothing } from "../vendor/lit.js";
import { Api, errorText } from "../shared/api.js";
import { Element } from "../shared/element.js";
import { Handovers } from "../shared/handovers.js";
import { t, teach } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";
import { forgetKept } from "../shared/kept.js";
import "../shared/navigation.js";
import { Regularly } from "../shared/regularly.js";
import { toast } from "../shared/toasts.js";
import { Tokens } from "../shared/tokens.js";
import * as customerEn from "../words-en.js";
import * as customerFr from "../words-fr.js";
import "./catalogue.js";
import "./claim.js";
import "./conversations.js";
import "./faq.js";
import "./figures.js";
import "./header.js";
import "./keys.js";
import "./queue.js";
import { placeOf, to } from "./routes.js";
import "./sign-in.js";
import { en } from "./words-en.js";
import { fr } from "./words-fr.js";

teach({ fr: customerFr.fr, en: customerEn.en });
teach({ fr, en });

const ROLES = ["sav", "admin"];
const LOOK_EVERY_MS = 10_000;
const PLACES = [
  ["queue", "list"],
  ["conversations", "chat"],
  ["figures", "chart"],
  ["catalogue", "armchair"],
  ["faq", "question"],
];

class StaffApp extends Element {
  static properties = {
    /** The signed-in account, null for nobody, undefined until it is known. */
    account: { state: true },
    /** Whom a claim can be given to. */
    colleagues: { state: true },
    isOnline: { state: true },
    /** Why who is signed in is not known. */
    problem: { state: true },
    place: { state: true },
    title: { state: true },
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
      toast-list {
        --toasts-above: 8.5rem; /* not over what is being written */
      }
      page-navigation {
        --places-at: start;
      }
      main {
        min-height: 0;
        overflow: clip;
      }
      .stranger {
        display: grid;
        gap: 1rem;
        justify-items: center;
        max-width: 32rem;
        margin: 12vh auto 0;
        padding: 0 1.25rem;
        text-align: center;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.6rem;
        justify-content: center;
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
    `,
  ];

  #tokens = new Tokens("meuble");
  #api = new Api(this.#tokens);
  #handovers = new Handovers(this.#api);
  #queries = { queue: {}, catalogue: {}, faq: {} };

  constructor() {
    super();
    this.account = undefined;
    this.problem = null;
    this.colleagues = [];
    this.isOnline = navigator.onLine;
    this.title = null;
    this.place = placeOf(location.hash);
    this.#handovers.addEventListener("change", () => this.requestUpdate());
    this.#tokens.addEventListener("change", () => this.#greet());
    this.#tokens.addEventListener("expired", () => toast(t("error.signedOut")));
    for (const event of ["online", "offline"]) {
      addEventListener(event, () => (this.isOnline = navigator.onLine));
    }
    addEventListener("hashchange", () => this.#go());
    new Regularly(this, LOOK_EVERY_MS, () => this.#works && this.#handovers.look());
  }

  firstUpdated() {
    if (location.pathname !== "/app/staff/") {
      history.replaceState(null, "", `/app/staff/${location.hash}`);
    }
    this.#greet();
  }

  willUpdate() {
    const { name, id, query } = this.place;
    if (name in this.#queries && !id) this.#queries[name] = query;
  }

  get #works() {
    return ROLES.includes(this.account?.role);
  }

  render() {
    const { name } = this.place;
    document.title = `${this.#titled()} · ${t("app.name")}`;
    return html`<button class="button skip" @click=${() => this.#view()?.focusTitle?.()}>
        ${t("app.skipContent")}
      </button>
      <header>
        <staff-header .account=${this.account} @sign-out=${this.#signOut}></staff-header>
      </header>
      ${this.#works
        ? html`<page-navigation .places=${this.#places()} .here=${name === "claim" ? "queue" : name}></page-navigation>`
        : html`<span class="no-navigation"></span>`}
      <div role="status">
        ${this.isOnline
          ? nothing
          : html`<p class="offline">${icon("offline")} ${t("staff.offline")}</p>`}
      </div>
      <main aria-label=${this.#titled()} @titled=${({ detail }) => (this.title = detail)}>
        ${this.#inside()}
      </main>
      <toast-list></toast-list>`;
  }

  #places() {
    const { waiting } = this.#handovers;
    const places = this.account.role === "admin" ? [...PLACES, ["keys", "key"]] : PLACES;
    return places.map(([name, shape]) => ({
      name,
      shape,
      href: to(name),
      words: t(`place.${name}`),
      ...(name === "conversations" &&
        waiting && { count: waiting, news: t("desk.waitingCount", waiting) }),
    }));
  }

  #inside() {
    if (this.account === undefined) return this.problem ? this.#unreached() : this.#arriving();
    if (this.account === null) {
      return html`<staff-sign-in .api=${this.#api} @signed-in=${this.#signedIn}></staff-sign-in>`;
    }
    return this.#works ? this.#place() : this.#stranger();
  }

  #arriving() {
    return html`<p class="stranger quiet">${t("staff.arriving")}</p>`;
  }

  #unreached() {
    return html`<div class="stranger" role="alert">
      ${icon("offline", 44)}
      <p>${errorText(this.problem)}</p>
      <button class="button primary" @click=${() => this.#greet()}>${t("retry")}</button>
    </div>`;
  }

  #stranger() {
    return html`<div class="stranger">
      ${icon("lock", 44)}
      <h2 tabindex="-1">${t("staff.notForYou")}</h2>
      <p class="quiet">${t("staff.notForYouText", this.account.username)}</p>
      <div class="actions">
        <a class="button primary" href="../#/">${t("staff.toCustomers")}</a>
        <button class="button" @click=${this.#signOut}>${t("account.signOut")}</button>
      </div>
    </div>`;
  }

  #place() {
    const { name, id } = this.place;
    const api = this.#api;
    if (name === "claim") {
      return html`<staff-claim
        .api=${api}
        .account=${this.account}
        .colleagues=${this.colleagues}
        .claimId=${id}
        .queue=${to("queue", null, this.#queries.queue)}
      ></staff-claim>`;
    }
    if (name === "conversations") {
      return html`<staff-conversations
        .api=${api}
        .account=${this.account}
        .handovers=${this.#handovers}
        .chosen=${id}
      ></staff-conversations>`;
    }
    if (name === "figures") return html`<staff-figures .api=${api}></staff-figures>`;
    if (name === "catalogue") {
      return html`<staff-catalogue .api=${api} .query=${this.#queries.catalogue}></staff-catalogue>`;
    }
    if (name === "faq") return html`<staff-faq .api=${api} .query=${this.#queries.faq}></staff-faq>`;
    if (name === "keys") {
      return html`<staff-keys .api=${api} ?admin=${this.account.role === "admin"}></staff-keys>`;
    }
    return html`<staff-queue
      .api=${api}
      .colleagues=${this.colleagues}
      .query=${this.#queries.queue}
    ></staff-queue>`;
  }

  #titled() {
    if (!this.#works) return t("staff.title");
    return (this.place.id && this.title) || t(`main.${this.place.name}`);
  }

  #view() {
    return this.renderRoot.querySelector("main > *");
  }

  async #go() {
    const before = this.place;
    this.place = placeOf(location.hash);
    if (before.name === this.place.name && before.id === this.place.id) return;
    this.title = null;
    await this.updateComplete;
    // A conversation chosen beside its list keeps the keyboard where it is.
    if (before.name !== this.place.name || this.place.name === "claim") this.#view()?.focusTitle?.();
  }

  #signedIn({ detail }) {
    const isChange = !this.#tokens.access; // which greets by itself
    this.#tokens.set(detail);
    if (!isChange) this.#greet();
  }

  async #signOut() {
    await this.#api.post("/api/auth/logout").catch(() => {}); // gone from here anyway
    forgetKept(`comptoir.meuble.staff.${this.account.id}.`);
    this.#tokens.clear();
    toast(t("staff.signedOut"));
  }

  async #greet() {
    if (!this.#tokens.access) {
      this.account = null;
      return;
    }
    try {
      this.account = await this.#api.get("/api/auth/me");
      this.problem = null;
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      if (problem.status === 401) this.account = null;
      else this.problem = problem; // what is open stays open while the line is cut
      return;
    }
    if (!this.#works) return;
    this.#handovers.look();
    const { staff } = await this.#api.get("/api/sav/staff").catch(() => ({ staff: [] }));
    this.colleagues = staff;
  }
}

customElements.define("staff-app", StaffApp);
