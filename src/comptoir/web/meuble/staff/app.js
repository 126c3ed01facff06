// <staff-app>: the pages of after-sales. Holds who is signed in, and shows the place one is at.
import { css, html } from "../vendor/lit.js";
import { Api } from "../shared/api.js";
import { Handovers } from "../shared/handovers.js";
import { t, teach } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";
import { forgetKept } from "../shared/kept.js";
import "../shared/navigation.js";
import { frame, Page } from "../shared/page.js";
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

class StaffApp extends Page {
  static properties = {
    /** The signed-in account, null for nobody, undefined until it is known. */
    account: { state: true },
    /** Whom a claim can be given to. */
    colleagues: { state: true },
    /** Why who is signed in is not known. */
    problem: { state: true },
  };

  static styles = [
    Page.styles,
    frame,
    css`
      toast-list {
        --toasts-above: 8.5rem; /* not over what is being written */
      }
      page-navigation {
        --places-at: start;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.6rem;
        justify-content: center;
      }
    `,
  ];

  #tokens = new Tokens("meuble");
  #api = new Api(this.#tokens);
  #handovers = new Handovers(this.#api);
  #queries = { queue: {}, catalogue: {}, faq: {} };

  constructor() {
    super(placeOf, "/app/staff/");
    this.account = undefined;
    this.problem = null;
    this.colleagues = [];
    this.#handovers.addEventListener("change", () => this.requestUpdate());
    this.#tokens.addEventListener("change", () => this.#greet());
    this.#tokens.addEventListener("expired", () => toast(t("error.signedOut")));
    new Regularly(this, LOOK_EVERY_MS, () => this.#works && this.#handovers.look());
  }

  firstUpdated() {
    super.firstUpdated();
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
    return html`${this.skip()}
      <header>
        <staff-header .account=${this.account} @sign-out=${this.#signOut}></staff-header>
      </header>
      ${this.#works
        ? html`<page-navigation .places=${this.#places()} .here=${name === "claim" ? "queue" : name}></page-navigation>`
        : html`<span class="no-navigation"></span>`}
      ${this.status(t("staff.offline"))}
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
    if (this.account === undefined) return this.problem ? this.unreached(this.problem, () => this.#greet()) : this.#arriving();
    if (this.account === null) {
      return html`<staff-sign-in .api=${this.#api} @signed-in=${this.#signedIn}></staff-sign-in>`;
    }
    return this.#works ? this.#place() : this.#stranger();
  }

  #arriving() {
    return html`<p class="alone quiet">${t("staff.arriving")}</p>`;
  }

  #stranger() {
    return html`<div class="alone">
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

  // A conversation chosen beside its list keeps the keyboard where it is.
  arrive(before) {
    if (before.name !== this.place.name || this.place.name === "claim") this.enter();
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
