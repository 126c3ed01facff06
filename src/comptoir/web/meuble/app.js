// <meuble-app>: the page. Holds the conversation and the account, and shows the place one is at.
import { css, html, nothing } from "./vendor/lit.js";
import { Api, errorText } from "./shared/api.js";
import { t, teach } from "./shared/i18n.js";
import { TalkPage } from "./shared/talk-page.js";
import { toast } from "./shared/toasts.js";
import { Tokens } from "./shared/tokens.js";
import "./account.js";
import "./catalogue.js";
import { forgetReplies } from "./claim-actions.js";
import "./claim-page.js";
import { KeptClaims } from "./claims-kept.js";
import "./claims.js";
import { Conversation } from "./conversation.js";
import "./faq.js";
import "./header.js";
import "./product.js";
import "./profile.js";
import "./reset.js";
import "./restart.js";
import { mailed, placeOf, to } from "./routes.js";
import "./talk.js";
import { pending } from "./turns.js";
import { en } from "./words-en.js";
import { fr } from "./words-fr.js";

teach({ fr, en });

const PLACES = [
  ["talk", "chat"],
  ["claims", "folder"],
  ["catalogue", "armchair"],
  ["faq", "question"],
];

class MeubleApp extends TalkPage {
  static properties = {
    account: { state: true },
    voice: { state: true },
  };

  static styles = [
    TalkPage.styles,
    css`
      toast-list {
        --toasts-above: 10rem; /* not over what is being written */
      }
      @media (max-width: 48rem) {
        toast-list {
          --toasts-above: 12.5rem;
        }
      }
    `,
  ];

  #tokens = new Tokens("meuble");
  #api = new Api(this.#tokens);
  #conversation = new Conversation(this.#api);
  #keptClaims = new KeptClaims();
  #seen = new Set(["talk"]); // places that were opened stay as they were left
  #queries = { catalogue: {}, faq: {} };

  constructor() {
    super(placeOf);
    this.account = this.#tokens.access ? undefined : null;
    this.voice = { hears: false, speaks: false };
    this.#conversation.addEventListener("claimed", ({ detail }) => this.#claimed(detail));
    this.#conversation.addEventListener("change", () => this.#heard());
    this.#keptClaims.addEventListener("change", () => this.requestUpdate());
    this.#tokens.addEventListener("change", () => this.#greet());
    this.#tokens.addEventListener("expired", () => this.#expire());
  }

  firstUpdated() {
    super.firstUpdated();
    this.#greet();
    this.#conversation.restore();
    this.#learnVoice();
    this.#followMail();
  }

  willUpdate() {
    super.willUpdate();
    const { name, id, query } = this.place;
    this.#seen.add(name);
    if (name in this.#queries && !id) this.#queries[name] = query;
  }

  render() {
    document.title = this.titled();
    const { name } = this.place;
    return html`${this.skip()}
      <header>
        <meuble-header
          .account=${this.account}
          .here=${name}
          @restart=${this.#askToRestart}
          @sign-in=${this.#askToSignIn}
        ></meuble-header>
      </header>
      <page-navigation .places=${this.places(PLACES, to)} .here=${name}></page-navigation>
      ${this.status()}
      <main
        aria-label=${t(`main.${name}`)}
        @sign-in=${this.#askToSignIn}
        @suggest=${({ detail }) => this.inTalk((talk) => talk.suggest(detail))}
        @titled=${({ detail }) => (this.title = detail)}
      >
        <meuble-talk
          ?hidden=${name !== "talk"}
          .api=${this.#api}
          .conversation=${this.#conversation}
          .voice=${this.voice}
          @earlier=${this.#showEarlier}
          @restart=${this.#askToRestart}
        ></meuble-talk>
        ${this.#claims()} ${this.#catalogue()} ${this.#faq()} ${this.#profile()}
      </main>
      <meuble-account .api=${this.#api} @signed-in=${this.#signIn}></meuble-account>
      <meuble-reset .api=${this.#api} @password-changed=${this.#signOutHere}></meuble-reset>
      <meuble-restart
        ?unsent=${this.#conversation.turns.some(pending)}
        @restart-chosen=${this.#restart}
      ></meuble-restart>
      <toast-list></toast-list>`;
  }

  #claims() {
    const { name, id } = this.place;
    if (!this.#seen.has("claims")) return nothing;
    return html`<meuble-claims
        ?hidden=${name !== "claims" || id}
        .api=${this.#api}
        .account=${this.account}
        .keptClaims=${this.#keptClaims}
      ></meuble-claims>
      ${name === "claims" && id
        ? html`<meuble-claim-page
            .api=${this.#api}
            .account=${this.account}
            .claimId=${id}
            .keptClaims=${this.#keptClaims}
          ></meuble-claim-page>`
        : nothing}`;
  }

  #catalogue() {
    const { name, id } = this.place;
    if (!this.#seen.has("catalogue")) return nothing;
    return html`<meuble-catalogue
        ?hidden=${name !== "catalogue" || id}
        .api=${this.#api}
        .query=${this.#queries.catalogue}
      ></meuble-catalogue>
      ${name === "catalogue" && id
        ? html`<meuble-product .api=${this.#api} .sku=${id}></meuble-product>`
        : nothing}`;
  }

  #faq() {
    const { name, id } = this.place;
    if (!this.#seen.has("faq")) return nothing;
    return html`<meuble-faq
      ?hidden=${name !== "faq"}
      .api=${this.#api}
      .query=${this.#queries.faq}
      .chosen=${id}
    ></meuble-faq>`;
  }

  #profile() {
    if (this.place.name !== "account") return nothing;
    return html`<meuble-profile
      .api=${this.#api}
      .account=${this.account}
      @sign-out=${this.#signOut}
      @account-changed=${({ detail }) => (this.account = detail)}
      @erased=${this.#erased}
    ></meuble-profile>`;
  }

  #part(name) {
    return this.renderRoot.querySelector(`meuble-${name}`);
  }

  // --- where one is

  async go() {
    if (mailed(location.hash)) return this.#followMail();
    const { name, id } = placeOf(location.hash);
    const wasSeen = this.#seen.has(name);
    await super.go();
    if (wasSeen && name === "claims" && !id) this.#part("claims").refresh();
  }

  async #followMail() {
    const link = mailed(location.hash);
    if (!link) return;
    if (link.task === "ticket" && link.token) this.#keptClaims.add(link.id, link.token);
    history.replaceState(null, "", `/app/${AFTER[link.task](link)}`);
    this.place = placeOf(location.hash);
    await this.updateComplete;
    this.#part("account").close();
    if (link.task === "reset") this.#part("reset").show(link.token);
    else if (link.task === "confirm") await this.#confirm(link.token);
    else this.arrive();
  }

  async #confirm(token) {
    await this.#told(
      this.#api.post("/api/auth/email/confirm", { token }).then(() => {
        toast(t("profile.confirmedNow"));
        return this.#greet();
      }),
    );
  }

  // --- the conversation

  #showEarlier() {
    this.#told(this.#conversation.showEarlier());
  }

  // Without an account, the code is the only key to the claim: this browser keeps it.
  #claimed({ ticketId, token }) {
    if (!this.#tokens.access) this.#keptClaims.add(ticketId, token);
  }

  #last = null;

  #heard() {
    const last = this.#conversation.turns.at(-1);
    const isNew = this.#last !== null && last && last.id !== this.#last;
    if (isNew && last.role === "staff" && !this.isTalk) this.news = true;
    this.#last = last?.id ?? "";
    this.requestUpdate();
  }

  #askToRestart() {
    if (this.#conversation.turns.length) this.#part("restart").show();
    else this.talk.focus();
  }

  async #restart({ detail: { erase } }) {
    await this.#told(
      this.#conversation.restart({ erase }).then(() => erase && toast(t("restart.erased"))),
    );
    this.talk.focus();
  }

  // A service without voices has no such route, or says so.
  async #learnVoice() {
    const health = await this.#api.get("/api/voice/health").catch(() => ({}));
    const { transcription_configured: hears = false, speech_configured: speaks = false } = health;
    this.voice = { hears, speaks };
  }

  // --- the account

  #askToSignIn({ detail: mode }) {
    this.#part("account").show(mode ?? "signIn");
  }

  async #signIn({ detail: { tokens, isNew } }) {
    this.#tokens.set(tokens);
    toast(t(isNew ? "account.created" : "account.signedIn"));
    await this.#conversation.signedIn();
  }

  async #signOut() {
    const farewell = this.#api.post("/api/auth/logout").catch(() => {}); // gone from here anyway
    this.#leaveNothing();
    await farewell;
    this.#tokens.clear();
    toast(t("account.signedOut"));
  }

  #leaveNothing() {
    this.#conversation.signedOut();
    this.talk.clear();
    forgetReplies();
  }

  #erased() {
    this.#leaveNothing();
    this.#tokens.clear();
    toast(t("erase.done"));
    location.hash = to("talk");
  }

  // A new password ends every session, this browser's too.
  #signOutHere() {
    if (this.#tokens.access) {
      this.#leaveNothing();
      this.#tokens.clear();
    }
    this.#part("account").show();
  }

  #expire() {
    this.#conversation.signedOut({ expired: true });
    toast(t("error.signedOut"));
  }

  async #greet() {
    const account = this.#tokens.access
      ? await this.#api.get("/api/auth/me").catch(() => null)
      : null;
    this.account = account ?? (this.#tokens.access ? { username: "" } : null);
  }

  #told(work) {
    return work.catch((problem) => {
      if (problem.status === undefined) throw problem;
      toast(errorText(problem));
    });
  }
}

// Where the links in mails lead.
const AFTER = {
  confirm: () => to("account"),
  reset: () => to("talk"),
  ticket: ({ id }) => to("claims", id),
};

customElements.define("meuble-app", MeubleApp);
