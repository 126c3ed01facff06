// <assurance-app>: the page of the insurer's customers. Holds the conversation, the quotations and who
// is signed in, and shows the place one is at.
import { css, html, nothing } from "./vendor/lit.js";
import { Api } from "./shared/api.js";
import { Element } from "./shared/element.js";
import { t, teach } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import "./shared/navigation.js";
import { toast } from "./shared/toasts.js";
import { Conversation } from "./conversation.js";
import { Corrections } from "./corrections.js";
import "./header.js";
import "./quote-page.js";
import { Quotes } from "./quotes.js";
import "./quotes-page.js";
import "./restart.js";
import { placeOf, to } from "./routes.js";
import "./sign-in.js";
import "./space.js";
import "./talk.js";
import { pending } from "./turns.js";
import { Who } from "./who.js";
import { en } from "./words-en.js";
import { fr } from "./words-fr.js";

teach({ fr, en });

const PLACES = [
  ["talk", "chat"],
  ["quotes", "car"],
  ["space", "folder"],
];

class AssuranceApp extends Element {
  static properties = {
    person: { state: true },
    isOnline: { state: true },
    place: { state: true },
    title: { state: true },
    news: { state: true },
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
        background: var(--notice-soft);
        border-bottom: 1px solid var(--line);
        font-size: 0.95rem;
      }
      main {
        min-height: 0;
        overflow: clip;
      }
      toast-list {
        --toasts-above: 8rem; /* not over what is being written */
      }
      @media (max-width: 48rem) {
        toast-list {
          --toasts-above: 10rem;
        }
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
  #conversation = new Conversation(this.#who.tokens);
  #quotes = new Quotes(this.#api, this.#who.tokens);
  #corrections = new Corrections();

  constructor() {
    super();
    this.person = this.#who.person;
    this.isOnline = navigator.onLine;
    this.title = null;
    this.news = false;
    this.place = placeOf(location.hash);
    this.#conversation.addEventListener("answer", ({ detail }) => this.#answered(detail));
    this.#conversation.addEventListener("adviser", () => (this.news = this.place.name !== "talk"));
    this.#conversation.addEventListener("change", () => this.requestUpdate());
    this.#who.addEventListener("change", () => (this.person = this.#who.person));
    this.#who.tokens.addEventListener("expired", () => this.#expire());
    for (const event of ["online", "offline"]) {
      addEventListener(event, () => (this.isOnline = navigator.onLine));
    }
    addEventListener("hashchange", () => this.#go());
  }

  firstUpdated() {
    if (location.pathname !== "/app/") history.replaceState(null, "", `/app/${location.hash}`);
    this.#conversation.restore();
  }

  render() {
    document.title = this.#titled();
    const { name } = this.place;
    return html`<button class="button skip" @click=${() => this.#enter()}>
        ${t(name === "talk" ? "app.skip" : "app.skipContent")}
      </button>
      <header>
        <assurance-header
          .person=${this.person}
          .here=${name}
          ?talked=${this.#conversation.turns.length > 0}
          @restart=${this.#askToRestart}
          @sign-in=${() => this.#askToSignIn()}
        ></assurance-header>
      </header>
      <page-navigation .places=${this.#places()} .here=${name}></page-navigation>
      <div role="status">${this.isOnline ? nothing : offline()}</div>
      <main
        aria-label=${t(`main.${name}`)}
        @sign-in=${() => this.#askToSignIn()}
        @signed-in=${this.#signIn}
        @sign-out=${this.#signOut}
        @erased=${this.#erased}
        @restart=${this.#askToRestart}
        @suggest=${({ detail }) => this.#inTalk((talk) => talk.suggest(detail))}
        @say-there=${({ detail }) => this.#inTalk(() => this.#conversation.say(detail))}
        @quote-revised=${({ detail }) => this.#revised(detail)}
        @titled=${({ detail }) => (this.title = detail)}
      >
        <assurance-talk
          ?hidden=${name !== "talk"}
          .conversation=${this.#conversation}
          .quotes=${this.#quotes}
          .shown=${this.#corrections.shown}
        ></assurance-talk>
        ${this.#inside()}
      </main>
      <assurance-sign-in .api=${this.#api} @signed-in=${this.#signIn}></assurance-sign-in>
      <assurance-restart
        ?unsent=${this.#conversation.turns.some(pending)}
        @restart-chosen=${this.#restart}
      ></assurance-restart>
      <toast-list></toast-list>`;
  }

  #places() {
    return PLACES.map(([name, shape]) => ({
      name,
      shape,
      href: to(name),
      words: t(`nav.${name}`),
      news: name === "talk" && this.news && t("nav.news"),
    }));
  }

  #inside() {
    const { name, id } = this.place;
    if (name === "quotes" && id) {
      return html`<assurance-quote .quotes=${this.#quotes} .quoteId=${id} .person=${this.person}></assurance-quote>`;
    }
    if (name === "quotes") {
      return html`<assurance-quotes .quotes=${this.#quotes} .person=${this.person}></assurance-quotes>`;
    }
    if (name === "space") {
      return html`<assurance-space .api=${this.#api} .person=${this.person}></assurance-space>`;
    }
    return nothing;
  }

  #titled() {
    const { name, id } = this.place;
    const place = (id && this.title) || (name === "talk" ? t("app.lead") : t(`main.${name}`));
    return `${place} · ${t("app.name")}`;
  }

  // --- where one is

  async #go() {
    const before = this.place;
    this.place = placeOf(location.hash);
    this.title = null;
    if (this.place.name === "talk") this.news = false;
    await this.updateComplete;
    if (before.name !== this.place.name || before.id !== this.place.id) this.#arrive();
  }

  // A new place is read from its title; the conversation keeps what was under way.
  #arrive() {
    if (this.place.name !== "talk") this.#view().focusTitle?.();
    else if (matchMedia("(hover: hover)").matches) this.#view().focus();
  }

  #enter() {
    if (this.place.name === "talk") this.#talk.focus();
    else this.#view().focusTitle();
  }

  get #talk() {
    return this.renderRoot.querySelector("assurance-talk");
  }

  #view() {
    return this.renderRoot.querySelector("main > :not([hidden])");
  }

  async #inTalk(work) {
    location.hash = to("talk");
    await new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
    await this.updateComplete;
    work(this.#talk);
  }

  // --- the conversation

  #answered({ data }) {
    if (data.token) this.#adopt(data);
    if (data.quotation) this.#hear(data.quotation);
  }

  // What was set on the card before is set again on the price that the conversation made.
  async #hear(quotation) {
    this.#quotes.add(quotation);
    const changes = this.#corrections.heard(quotation);
    if (!Object.keys(changes).length) return;
    const revised = await this.#quotes.revise(quotation.id, changes).catch(() => null);
    if (!revised) return toast(t("quote.notCarried"));
    this.#quotes.explain(revised.id, { before: quotation, changes });
    this.#revised({ from: quotation.id, quotation: revised, changes });
  }

  #revised(detail) {
    this.#corrections.made(detail);
    this.requestUpdate();
  }

  // Whoever signed in by talking is signed in on the page as well.
  #adopt({ token, expires_in, role }) {
    const { email } = this.#conversation.turns.findLast(({ answer }) => answer?.email)?.answer ?? {};
    this.#who.signIn({ token, expires_in, role, email });
    this.#conversation.signedIn(email);
  }

  #askToRestart() {
    if (this.#conversation.turns.length) this.renderRoot.querySelector("assurance-restart").show();
    else this.#talk.focus();
  }

  #restart() {
    this.#conversation.restart();
    this.#corrections.forget();
    this.#talk.focus();
  }

  // --- who one is

  #askToSignIn({ again = false } = {}) {
    const email = this.#who.lastEmail;
    this.renderRoot.querySelector("assurance-sign-in").show({ email, again });
  }

  async #signIn({ detail }) {
    this.#who.signIn(detail);
    toast(t("signIn.done"));
    await this.#conversation.signedIn(detail.email);
  }

  async #signOut() {
    const farewell = this.#api.post("/api/auth/logout").catch(() => {}); // gone from here anyway
    this.#leaveNothing();
    await farewell;
    this.#who.signOut();
    toast(t("signIn.out"));
  }

  #leaveNothing() {
    this.#conversation.signedOut();
    this.#quotes.forgetOwned();
    this.#corrections.forget();
    this.#talk.clear();
  }

  #erased() {
    this.#leaveNothing();
    this.#who.signOut();
    toast(t("erase.done"));
    location.hash = to("talk");
  }

  // What was typed stays where it is, what was said and had not left waits.
  #expire() {
    this.#conversation.signedOut({ expired: this.#who.lastEmail });
    this.#askToSignIn({ again: true });
  }
}

const offline = () => html`<p class="offline">${icon("offline")} ${t("offline")}</p>`;

customElements.define("assurance-app", AssuranceApp);
