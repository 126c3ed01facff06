// <foyer-app>: holds who is signed in, and shows the place where one is.
import { css, html, nothing, repeat } from "./vendor/lit.js";
import { Api } from "./shared/api.js";
import { t, teach } from "./shared/i18n.js";
import { forgetKept, keep, kept, whenKeptElsewhere } from "./shared/kept.js";
import "./shared/navigation.js";
import { Page } from "./shared/page.js";
import { toast } from "./shared/toasts.js";
import { Tokens } from "./shared/tokens.js";
import "./account.js";
import "./agent.js";
import "./agents.js";
import "./chat.js";
import "./chats.js";
import { Chats } from "./chat-list.js";
import "./header.js";
import { Live } from "./live.js";
import "./memory.js";
import { placeOf, to } from "./routes.js";
import "./sign-in.js";
import "./start.js";
import { en } from "./words-en.js";
import { fr } from "./words-fr.js";

teach({ fr, en });

const ACCOUNT = "comptoir.foyer.account"; // who was here last, for when the service is out of reach
const PLACES = [
  ["chats", "chat"],
  ["agents", "spark"],
  ["memory", "memory"],
  ["account", "person"],
];

class FoyerApp extends Page {
  static properties = {
    /** The signed-in account, null for nobody, undefined until it is known. */
    account: { state: true },
    /** What answers: `{configured, models}`, or null until it is known. */
    models: { state: true },
    /** Why who is signed in is not known. */
    problem: { state: true },
    expired: { state: true },
  };

  static styles = [
    Page.styles,
    css`
      :host {
        grid-template: "header navigation" auto "status status" auto "main main" minmax(0, 1fr) / minmax(0, 1fr) auto;
        min-height: 20rem;
      }
      header,
      page-navigation {
        border-bottom: 1px solid var(--line);
        background: var(--surface);
      }
      header {
        grid-area: header;
      }
      page-navigation {
        display: grid;
        grid-area: navigation;
        align-content: end;
        order: -1;
      }
      div[role="status"] {
        grid-area: status;
      }
      .offline {
        padding-block: 0.45rem;
      }
      main {
        display: grid;
        grid-area: main;
        grid-template: minmax(0, 1fr) / minmax(0, 1fr);
      }
      .beside {
        grid-template-columns: 20rem minmax(0, 1fr);
      }
      .beside > foyer-chats {
        border-inline-end: 1px solid var(--line);
      }
      @media (max-width: 56rem) {
        .beside {
          grid-template-columns: minmax(0, 1fr);
        }
        .beside.one > foyer-chats,
        .beside.list > foyer-start {
          display: none;
        }
      }
      @media (max-width: 48rem) {
        :host {
          grid-template: "header" auto "status" auto "main" minmax(0, 1fr) "navigation" auto / minmax(0, 1fr);
        }
        page-navigation {
          order: 1;
          border-bottom: 0;
        }
        :host([inside]) page-navigation,
        :host([inside]) header {
          display: none;
        }
      }
    `,
  ];

  #tokens = new Tokens("foyer");
  #api = new Api(this.#tokens);
  #live = new Live(() => this.#tokens.access);
  #chats = new Chats(this.#api);
  #greeted = null; // whom the service has recognised, a user id

  constructor() {
    super(placeOf);
    this.account = undefined;
    this.models = null;
    this.problem = null;
    this.#tokens.addEventListener("change", () => this.#greet());
    this.#tokens.addEventListener("expired", () => (this.expired = true));
    whenKeptElsewhere("comptoir.foyer.tokens", () => this.#greet());
    addEventListener("online", () => this.problem && this.#greet());
  }

  firstUpdated() {
    super.firstUpdated();
    this.#greet();
  }

  get #isIn() {
    return Boolean(this.account);
  }

  render() {
    const { name } = this.place;
    document.title = [this.#titled(), t("app.name")].filter(Boolean).join(" · ");
    // A phone gives a conversation the whole of its screen.
    this.toggleAttribute("inside", this.#isIn && name === "chat");
    return html`${this.skip()}
      <header><foyer-header .account=${this.account}></foyer-header></header>
      ${this.#isIn
        ? html`<page-navigation
            .places=${PLACES.map(([place, shape]) => ({
              name: place,
              shape,
              href: to(place),
              words: t(`place.${place}`),
            }))}
            .here=${["chat", "start"].includes(name) ? "chats" : name}
          ></page-navigation>`
        : nothing}
      ${this.status(t("offline.foyer"))}
      <main
        class=${this.#layout()}
        aria-label=${this.#titled() || t("app.name")}
        @titled=${({ detail }) => (this.title = detail)}
        @settled=${() => (this.place = placeOf(location.hash))}
      >
        ${this.#inside()}
      </main>
      <toast-list></toast-list>`;
  }

  #layout() {
    const { name } = this.place;
    if (!this.#isIn) return "";
    return { chat: "beside one", start: "beside one", chats: "beside list" }[name] ?? "";
  }

  #inside() {
    if (this.account === undefined) return this.problem ? this.unreached(this.problem, () => this.#greet()) : this.#arriving();
    if (this.account === null) {
      return html`<foyer-sign-in
        .api=${this.#api}
        ?expired=${this.expired}
        @signed-in=${this.#signedIn}
      ></foyer-sign-in>`;
    }
    // Somebody else finds nothing of who was here before.
    return repeat(
      [this.account.id],
      (id) => id,
      () => this.#place(),
    );
  }

  #arriving() {
    return html`<p class="alone quiet">${t("app.arriving")}</p>`;
  }

  #place() {
    const { name, id, query } = this.place;
    const { account, models } = this;
    const api = this.#api;
    if (name === "agents" && id) {
      return html`<foyer-agent
        .api=${api}
        .account=${account}
        .models=${models}
        .chats=${this.#chats}
        .which=${id}
      ></foyer-agent>`;
    }
    if (name === "agents") return html`<foyer-agents .api=${api} .account=${account} .chats=${this.#chats}></foyer-agents>`;
    if (name === "memory") {
      return html`<foyer-memory
        .api=${api}
        .account=${account}
        .chats=${this.#chats}
        .chosen=${Number(id) || null}
      ></foyer-memory>`;
    }
    if (name === "account") {
      return html`<foyer-account .api=${api} .account=${account} @sign-out=${this.#signOut}></foyer-account>`;
    }
    const list = html`<foyer-chats
      .api=${api}
      .chats=${this.#chats}
      .chosen=${name === "chat" ? Number(id) : null}
    ></foyer-chats>`;
    if (name === "chat") {
      return html`${list}<foyer-chat
          .api=${api}
          .live=${this.#live}
          .chats=${this.#chats}
          .account=${account}
          .models=${models}
          .chatId=${Number(id)}
          .at=${Number(query.message) || null}
        ></foyer-chat>`;
    }
    return html`${list}<foyer-start
        .api=${api}
        .account=${account}
        .chats=${this.#chats}
        .models=${models}
      ></foyer-start>`;
  }

  #titled() {
    if (!this.#isIn) return t("signIn.signIn");
    return (this.place.id && this.title) || t(`place.${this.place.name}`);
  }

  get view() {
    return this.renderRoot.querySelector("main > :last-child");
  }

  #signedIn({ detail }) {
    this.expired = false;
    const isChange = !this.#tokens.access; // which greets by itself
    this.#tokens.set(detail);
    if (!isChange) this.#greet();
  }

  async #signOut({ detail }) {
    if (detail !== "gone") await this.#api.post("/api/auth/logout").catch(() => {}); // gone from here anyway
    forgetKept(`comptoir.foyer.${this.account?.id}.`);
    this.#tokens.clear();
    toast(t("signIn.signedOut"));
  }

  async #greet() {
    if (!this.#tokens.access) {
      this.account = this.#greeted = null;
      keep(ACCOUNT, null);
      this.#live.end();
      this.#chats.forget();
      return;
    }
    try {
      const account = await this.#api.get("/api/auth/me");
      if (account.id !== this.#greeted) {
        this.#live.begin();
        this.#chats.forget();
      }
      this.#greeted = account.id;
      this.account = account;
      this.problem = null;
      keep(ACCOUNT, account);
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      if (problem.status === 401) return;
      this.problem = problem; // what is open stays open, and what is kept here can be opened
      if (problem.status === 0) this.account ??= kept(ACCOUNT) ?? undefined;
      return;
    }
    this.models ??= await this.#api.get("/api/models").catch(() => null);
  }
}

customElements.define("foyer-app", FoyerApp);
