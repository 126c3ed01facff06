// <intranet-app>: the page. Holds who is signed in, and shows the place one is at.
import { css, html, nothing } from "./vendor/lit.js";
import { Api } from "./shared/api.js";
import { t, teach } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { forgetKept, keep, kept } from "./shared/kept.js";
import "./shared/navigation.js";
import { Page } from "./shared/page.js";
import { Regularly } from "./shared/regularly.js";
import { toast } from "./shared/toasts.js";
import { Tokens } from "./shared/tokens.js";
import "./connection.js";
import { Notices } from "./notices.js";
import { Office } from "./office.js";
import { placeOf, to, toKey } from "./routes.js";
import "./room.js";
import "./rooms-page.js";
import "./sidebar.js";
import "./sign-in.js";
import { en } from "./words-en.js";
import { fr } from "./words-fr.js";

teach({ fr, en });

const ACCOUNT = "comptoir.intranet.account"; // who was here last, for when the service is out of reach
const LOOK_EVERY_MS = 30_000;
const WIDE = matchMedia("(min-width: 56.01rem)");
const PLACES = [
  ["home", "chat"],
  ["search", "search"],
  ["people", "person"],
  ["files", "folder"],
  ["resources", "file"],
  ["products", "card"],
];
const VIEWS = {
  search: () => import("./search-page.js"),
  people: () => import("./people-page.js"),
  files: () => import("./files-page.js"),
  resources: () => import("./resources-page.js"),
  products: () => import("./products-page.js"),
  account: () => import("./account-page.js"),
};

class IntranetApp extends Page {
  static properties = {
    /** The signed-in account, null for nobody, undefined until it is known. */
    account: { state: true },
    /** Why who is signed in is not known. */
    problem: { state: true },
    isWide: { state: true },
    version: { state: true },
    expired: { state: true },
    ready: { state: true },
  };

  static styles = [
    Page.styles,
    css`
      :host {
        grid-template-rows: minmax(0, 1fr) auto;
        grid-template-columns: minmax(0, 1fr);
      }
      .wide {
        display: grid;
        grid-template-columns: minmax(15rem, 18rem) minmax(0, 1fr);
        min-height: 0;
      }
      .narrow {
        display: grid;
        min-height: 0;
      }
      aside {
        min-height: 0;
        border-inline-end: 1px solid var(--line);
      }
      main {
        position: relative;
        min-width: 0;
      }
      .alone {
        align-content: center;
        max-width: none;
        height: 100%;
        margin: 0;
        padding: 1.5rem;
      }
      .alone svg {
        color: var(--accent);
      }
      .alone p {
        max-width: 30rem;
      }
      toast-list {
        --toasts-above: 7rem;
      }
    `,
  ];

  #tokens = new Tokens("intranet");
  #api = new Api(this.#tokens, { refreshAt: "/refresh" });
  #office = new Office(this.#api, this.#tokens);
  #notices = new Notices(this.#office);

  constructor() {
    super(placeOf);
    Object.assign(this, { account: undefined, problem: null, version: 0, expired: false, ready: null });
    this.isWide = WIDE.matches;
    WIDE.addEventListener("change", () => (this.isWide = WIDE.matches));
    this.#office.addEventListener("change", () => (this.version += 1));
    this.#tokens.addEventListener("change", () => this.#greet());
    this.#tokens.addEventListener("expired", () => (this.expired = true));
    addEventListener("online", () => this.problem && this.#greet());
    new Regularly(this, LOOK_EVERY_MS, () => this.account && this.#office.refresh());
  }

  firstUpdated() {
    super.firstUpdated();
    this.#greet();
    this.#settle();
  }

  render() {
    document.title = this.#titled();
    return html`${this.skip(t(this.place.key ? "app.skipWriting" : "app.skipContent"))}
      ${this.account ? this.#inside() : html`<main aria-label=${t("app.name")}>${this.#outside()}</main>`}
      <toast-list></toast-list>`;
  }

  #outside() {
    if (this.account === null) {
      return html`<intranet-sign-in
        .api=${this.#api}
        ?expired=${this.expired}
        @signed-in=${this.#signedIn}
      ></intranet-sign-in>`;
    }
    if (!this.problem) return html`<p class="alone">${t("app.arriving")}</p>`;
    return this.unreached(this.problem, () => this.#greet());
  }

  #inside() {
    const { name, key } = this.place;
    const isHome = name === "home";
    const sidebar = html`<intranet-sidebar
      .office=${this.#office}
      .version=${this.version}
      .here=${name}
      .room=${key}
    ></intranet-sidebar>`;
    const label = this.#name();
    const main = html`<main
      aria-label=${label}
      @asked=${({ detail }) => (this.place = { ...this.place, query: detail })}
      @sign-out=${this.#signOut}
      @erased=${this.#erased}
      @password-changed=${this.#passwordChanged}
      @account-changed=${this.#accountChanged}
    >
      ${isHome && !this.isWide ? sidebar : this.#place()}
      <connection-state .office=${this.#office} .version=${this.version}></connection-state>
    </main>`;
    if (this.isWide) return html`<div class="wide"><aside>${sidebar}</aside>${main}</div>`;
    return html`<div class="narrow">
        ${isHome ? nothing : html`<h1 class="visually-hidden">${t("app.name")}</h1>`} ${main}
      </div>
      ${key ? nothing : this.#navigation(name)}`;
  }

  #navigation(name) {
    const here = name === "rooms" ? "home" : name;
    return html`<page-navigation .places=${this.#places()} .here=${here}></page-navigation>`;
  }

  #places() {
    const { calling, unread } = this.#office.news;
    return PLACES.map(([name, shape]) => ({
      name,
      shape,
      href: to(name),
      words: t(`place.${name}`),
      ...(name === "home" && unread && { count: calling, news: t("side.unread", unread, calling) }),
    }));
  }

  #place() {
    const { name, key, query } = this.place;
    const api = this.#api;
    const office = this.#office;
    if (key) {
      const target = /^[1-9]\d{0,8}$/.test(query.message ?? "") ? Number(query.message) : null;
      return html`<intranet-room
        .api=${api}
        .office=${office}
        .version=${this.version}
        .room=${key}
        .target=${target}
      ></intranet-room>`;
    }
    if (name === "rooms") {
      return html`<intranet-rooms .api=${api} .office=${office} .version=${this.version}></intranet-rooms>`;
    }
    if (name === "home") return this.#welcome();
    if (this.ready !== name) return html`<p class="alone">${t("app.arriving")}</p>`;
    return SHOWN[name]({ api, office, version: this.version, query, notices: this.#notices });
  }

  #welcome() {
    if (!this.#office.isRead && this.#office.problem) {
      return this.unreached(this.#office.problem, () => this.#office.refresh());
    }
    return html`<div class="alone">
      ${icon("chat", 52)}
      <h2 tabindex="-1">${t("home.title", this.account.full_name || this.account.username)}</h2>
      <p>${t("home.text")}</p>
      <a class="button primary" href=${to("room")}>${t("rooms.all")}</a>
    </div>`;
  }

  #name() {
    const { name, key } = this.place;
    const room = key && this.#office.rooms.get(key);
    return room ? this.#office.nameOf(room) : t(`place.${name}`);
  }

  #titled() {
    if (!this.account) return t("app.name");
    const { unread } = this.#office.news;
    return `${unread ? `(${unread > 99 ? "99+" : unread}) ` : ""}${this.#name()} · ${t("app.name")}`;
  }

  get view() {
    const main = this.renderRoot.querySelector("main");
    return [...main.children].find((element) => element.localName.includes("-") && element.localName !== "connection-state");
  }

  // --- where one is

  async go() {
    const before = this.place;
    this.place = placeOf(location.hash);
    await this.#settle();
    if (before.name === this.place.name && before.key === this.place.key) return;
    await this.updateComplete;
    await this.view?.updateComplete;
    this.enter();
  }

  // A wide screen has room for the list and the last room; the parts of a place come when it is opened.
  async #settle() {
    const { name, key } = this.place;
    if (!this.account) return;
    const last = `comptoir.intranet.${this.account.id}.last`;
    if (key) keep(last, key);
    if (name === "home" && this.isWide && kept(last) && !location.hash) {
      history.replaceState(null, "", `/app/${toKey(kept(last))}`);
      this.place = placeOf(location.hash);
      return;
    }
    if (!(name in VIEWS)) return;
    try {
      await VIEWS[name]();
      this.ready = name;
    } catch {
      toast(t("error.unread"));
    }
  }

  // --- who one is

  #signedIn({ detail }) {
    const isChange = !this.#tokens.access; // which greets by itself
    this.#tokens.set(detail);
    if (!isChange) this.#greet();
  }

  async #greet() {
    if (!this.#tokens.access) {
      if (this.account) this.#office.stop();
      this.account = null;
      keep(ACCOUNT, null);
      return;
    }
    try {
      const account = await this.#api.get("/me");
      const isOther = this.account?.id !== account.id;
      if (this.account && isOther) this.#office.stop();
      this.account = account;
      Object.assign(this, { problem: null, expired: false });
      keep(ACCOUNT, account);
      if (isOther) this.#office.start(account);
      await this.#settle();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      if (problem.status === 401) this.account = null;
      else this.problem = problem;
      if (problem.status === 0 && this.account === undefined) await this.#remember();
    }
  }

  // What is kept in this browser can be read and written without the service.
  async #remember() {
    const account = kept(ACCOUNT);
    if (!account) return;
    this.account = account;
    this.#office.start(account);
    this.#office.remember();
    await this.#settle();
  }

  #accountChanged({ detail }) {
    this.account = detail;
    this.#office.me = detail;
    this.#office.people.learn(detail);
  }

  async #signOut() {
    const { id } = this.account;
    await this.#api.post("/logout").catch(() => {}); // gone from here anyway
    this.#leave(id);
    toast(t("account.signedOut"));
  }

  // A new password ends every sign-in, this one too; what was typed stays for the next.
  #passwordChanged() {
    this.#office.stop();
    this.#tokens.clear();
    toast(t("account.passwordChanged"));
  }

  #erased() {
    this.#leave(this.account.id);
    toast(t("erase.done"));
  }

  #leave(id) {
    this.#office.stop();
    forgetKept(`comptoir.intranet.${id}.`);
    this.#tokens.clear();
    this.expired = false;
    location.hash = to("home");
  }
}

const SHOWN = {
  search: ({ api, office, version, query }) =>
    html`<intranet-search .api=${api} .office=${office} .version=${version} .query=${query}></intranet-search>`,
  people: ({ api, office, version }) =>
    html`<intranet-people .api=${api} .office=${office} .version=${version}></intranet-people>`,
  files: ({ api, office, query }) =>
    html`<intranet-files .api=${api} .office=${office} .query=${query}></intranet-files>`,
  resources: ({ api, office, query }) =>
    html`<intranet-resources .api=${api} .office=${office} .query=${query}></intranet-resources>`,
  products: ({ api, office, query }) =>
    html`<intranet-products .api=${api} .office=${office} .query=${query}></intranet-products>`,
  account: ({ api, office, version, notices }) =>
    html`<intranet-account .api=${api} .office=${office} .version=${version} .notices=${notices}></intranet-account>`,
};

customElements.define("intranet-app", IntranetApp);
