// <assurance-app>: the page of the insurer's customers. Holds the conversation, the quotations and who
// is signed in, and shows the place one is at.
import { html, nothing } from "./vendor/lit.js";
import { Api } from "./shared/api.js";
import { t, teach } from "./shared/i18n.js";
import { TalkPage } from "./shared/talk-page.js";
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

class AssuranceApp extends TalkPage {
  static properties = { person: { state: true } };

  #who = new Who();
  #api = new Api(this.#who.tokens);
  #conversation = new Conversation(this.#who.tokens);
  #quotes = new Quotes(this.#api, this.#who.tokens);
  #corrections = new Corrections();

  constructor() {
    super(placeOf);
    this.person = this.#who.person;
    this.#conversation.addEventListener("answer", ({ detail }) => this.#answered(detail));
    this.#conversation.addEventListener("adviser", () => (this.news = !this.isTalk));
    this.#conversation.addEventListener("change", () => this.requestUpdate());
    this.#who.addEventListener("change", () => (this.person = this.#who.person));
    this.#who.tokens.addEventListener("expired", () => this.#expire());
  }

  firstUpdated() {
    super.firstUpdated();
    this.#conversation.restore();
  }

  render() {
    document.title = this.titled();
    const { name } = this.place;
    return html`${this.skip()}
      <header>
        <assurance-header
          .person=${this.person}
          .here=${name}
          ?talked=${this.#conversation.turns.length > 0}
          @restart=${this.#askToRestart}
          @sign-in=${() => this.#askToSignIn()}
        ></assurance-header>
      </header>
      <page-navigation .places=${this.places(PLACES, to)} .here=${name}></page-navigation>
      ${this.status()}
      <main
        aria-label=${t(`main.${name}`)}
        @sign-in=${() => this.#askToSignIn()}
        @signed-in=${this.#signIn}
        @sign-out=${this.#signOut}
        @erased=${this.#erased}
        @restart=${this.#askToRestart}
        @suggest=${({ detail }) => this.inTalk((talk) => talk.suggest(detail))}
        @say-there=${({ detail }) => this.inTalk(() => this.#conversation.say(detail))}
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
    else this.talk.focus();
  }

  #restart() {
    this.#conversation.restart();
    this.#corrections.forget();
    this.talk.focus();
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
    this.talk.clear();
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

customElements.define("assurance-app", AssuranceApp);
