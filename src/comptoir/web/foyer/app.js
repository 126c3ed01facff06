// <foyer-app>: holds who is signed in, and shows the place where one is.
import { css, html, nothing, repeat } from "./vendor/lit.js";
import { Api, errorText } from "./shared/api.js";
import { Element } from "./shared/element.js";
import { t, teach } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { forgetKept, whenKeptElsewhere } from "./shared/kept.js";
import "./shared/navigation.js";
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

const PLACES = [
  ["chats", "chat"],
  ["agents", "spark"],
  ["memory", "memory"],
  ["account", "person"],
];

class FoyerApp extends Element {
  static properties = {
    /** The signed-in account, null for nobody, undefined until it is known. */
    account: { state: true },
    /** What answers: `{configured, models}`, or null until it is known. */
    models: { state: true },
    isOnline: { state: true },
    /** Why who is signed in is not known. */
    problem: { state: true },
    expired: { state: true },
    place: { state: true },
    title: { state: true },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: grid;
        grid-template: "header navigation" auto "status status" auto "main main" minmax(0, 1fr) / minmax(0, 1fr) auto;
        height: 100dvh;
        min-height: 20rem;
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
      .status {
        grid-area: status;
      }
      .offline {
        display: flex;
        gap: 0.6rem;
        align-items: center;
        justify-content: center;
        padding: 0.45rem 1rem;
        border-bottom: 1px solid var(--line);
        background: var(--notice-soft);
        font-size: 0.95rem;
      }
      main {
        display: grid;
        grid-area: main;
        grid-template: minmax(0, 1fr) / minmax(0, 1fr);
        min-height: 0;
        overflow: clip;
      }
      .beside {
        grid-template-columns: 20rem minmax(0, 1fr);
      }
      .beside > foyer-chats {
        border-inline-end: 1px solid var(--line);
      }
      .stranger {
        display: grid;
        gap: 1rem;
        justify-items: center;
        align-content: start;
        max-width: 32rem;
        margin: 12vh auto 0;
        padding: 0 1.25rem;
        text-align: center;
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

  constructor() {
    super();
    this.account = undefined;
    this.models = null;
    this.problem = null;
    this.isOnline = navigator.onLine;
    this.title = null;
    this.place = placeOf(location.hash);
    this.#tokens.addEventListener("change", () => this.#greet());
    this.#tokens.addEventListener("expired", () => (this.expired = true));
    whenKeptElsewhere("comptoir.foyer.tokens", () => this.#greet());
    for (const event of ["online", "offline"]) {
      addEventListener(event, () => (this.isOnline = navigator.onLine));
    }
    addEventListener("online", () => this.problem && this.#greet());
    addEventListener("hashchange", () => this.#go());
  }

  firstUpdated() {
    if (location.pathname !== "/app/") history.replaceState(null, "", `/app/${location.hash}`);
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
    return html`<button class="button skip" @click=${() => this.#view()?.focusTitle?.()}>
        ${t("app.skipContent")}
      </button>
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
      <div class="status" role="status">
        ${this.isOnline
          ? nothing
          : html`<p class="offline">${icon("offline")} ${t("offline.foyer")}</p>`}
      </div>
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
    if (this.account === undefined) return this.problem ? this.#unreached() : this.#arriving();
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
    return html`<p class="stranger quiet">${t("app.arriving")}</p>`;
  }

  #unreached() {
    return html`<div class="stranger" role="alert">
      ${icon("offline", 44)}
      <p>${errorText(this.problem)}</p>
      <button class="button primary" @click=${() => this.#greet()}>${t("retry")}</button>
    </div>`;
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

  #view() {
    return this.renderRoot.querySelector("main > :last-child");
  }

  async #go() {
    const before = this.place;
    this.place = placeOf(location.hash);
    if (before.name === this.place.name && before.id === this.place.id) return;
    this.title = null;
    await this.updateComplete;
    this.#view()?.focusTitle?.();
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
      this.account = null;
      this.#live.end();
      this.#chats.forget();
      return;
    }
    try {
      const account = await this.#api.get("/api/auth/me");
      if (account.id !== this.account?.id) {
        this.#live.begin();
        this.#chats.forget();
      }
      this.account = account;
      this.problem = null;
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      if (problem.status !== 401) this.problem = problem; // what is open stays open
      return;
    }
    this.models ??= await this.#api.get("/api/models").catch(() => null);
  }
}

customElements.define("foyer-app", FoyerApp);
