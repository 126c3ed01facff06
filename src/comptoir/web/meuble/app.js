// <meuble-app>: the page. Holds the conversation and the account; its parts only show and ask.
import { css, html, nothing } from "./vendor/lit.js";
import { Api, errorText } from "./shared/api.js";
import { Element } from "./shared/element.js";
import { t, teach } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { toast } from "./shared/toasts.js";
import { Tokens } from "./shared/tokens.js";
import "./account.js";
import "./composer.js";
import { Conversation } from "./conversation.js";
import "./header.js";
import "./help.js";
import "./log.js";
import "./restart.js";
import { pending } from "./turns.js";
import { en } from "./words-en.js";
import { fr } from "./words-fr.js";

teach({ fr, en });

class MeubleApp extends Element {
  static properties = { account: { state: true }, isOnline: { state: true } };

  static styles = [
    Element.styles,
    css`
      :host {
        display: grid;
        grid-template-rows: auto auto 1fr;
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
      .page {
        display: grid;
        grid-template-columns: minmax(0, 48rem);
        justify-content: center;
        gap: 2.5rem;
        min-height: 0;
      }
      main {
        display: grid;
        grid-template-rows: minmax(0, 1fr) auto;
        min-height: 0;
      }
      .write {
        position: relative;
        padding: 3px clamp(0.6rem, 3vw, 1.75rem) max(0.6rem, env(safe-area-inset-bottom));
      }
      .write::before {
        content: "";
        position: absolute;
        inset: -1.25rem 0 auto;
        height: 1.25rem;
        background: linear-gradient(transparent, var(--ground));
        pointer-events: none;
      }
      aside {
        display: none;
        padding: 2.5rem 0;
        overflow-y: auto;
      }
      @media (min-width: 72rem) {
        .page {
          grid-template-columns: minmax(0, 48rem) 17rem;
        }
        aside {
          display: block;
        }
      }
    `,
  ];

  #tokens = new Tokens("meuble");
  #api = new Api(this.#tokens);
  #conversation = new Conversation(this.#api);

  constructor() {
    super();
    this.account = null;
    this.isOnline = navigator.onLine;
    this.#conversation.addEventListener("change", () => this.requestUpdate());
    this.#tokens.addEventListener("change", () => this.#greet());
    this.#tokens.addEventListener("expired", () => this.#expire());
    for (const event of ["online", "offline"]) {
      addEventListener(event, () => (this.isOnline = navigator.onLine));
    }
  }

  firstUpdated() {
    this.#greet();
    this.#conversation.restore();
  }

  render() {
    document.title = t("app.title");
    const talk = this.#conversation;
    return html`<button class="button skip" @click=${() => this.#part("composer").focus()}>
        ${t("app.skip")}
      </button>
      <header>
        <meuble-header
          .account=${this.account}
          @restart=${this.#askToRestart}
          @sign-in=${() => this.#part("account").show()}
          @sign-out=${this.#signOut}
        ></meuble-header>
      </header>
      <div role="status">${this.isOnline ? nothing : offline()}</div>
      <div class="page">
        <main aria-label=${t("app.main")}>
          <meuble-log
            .turns=${talk.turns}
            .openTurn=${talk.open}
            ?busy=${talk.busy}
            ?closed=${talk.closed}
            ?earlier=${talk.earlier}
            ?loading=${talk.loading}
            @say=${this.#choose}
            @retry=${() => talk.retry()}
            @edit=${({ detail }) => this.#part("composer").restore(talk.takeBack(detail))}
            @earlier=${this.#showEarlier}
            @restart=${this.#askToRestart}
          ></meuble-log>
          <div class="write">
            <meuble-composer @say=${({ detail }) => talk.say(detail)}></meuble-composer>
          </div>
        </main>
        <aside aria-label=${t("help.title")}><meuble-help></meuble-help></aside>
      </div>
      <meuble-account .api=${this.#api} @signed-in=${this.#signIn}></meuble-account>
      <meuble-restart
        ?unsent=${talk.turns.some(pending)}
        @restart-chosen=${this.#restart}
      ></meuble-restart>
      <toast-list></toast-list>`;
  }

  #part(name) {
    return this.renderRoot.querySelector(`meuble-${name}`);
  }

  // The button that was pressed goes away: the keyboard goes to the field, or, on a touch screen
  // where that would raise the keys over the answer, to the messages.
  #choose({ detail: words }) {
    this.#conversation.say(words);
    this.#part(matchMedia("(hover: hover)").matches ? "composer" : "log").focus();
  }

  #showEarlier() {
    this.#told(this.#conversation.showEarlier());
  }

  #askToRestart() {
    if (this.#conversation.turns.length) this.#part("restart").show();
    else this.#part("composer").focus();
  }

  async #restart({ detail: { erase } }) {
    await this.#told(
      this.#conversation.restart({ erase }).then(() => erase && toast(t("restart.erased"))),
    );
    this.#part("composer").focus();
  }

  async #signIn({ detail: { tokens, isNew } }) {
    this.#tokens.set(tokens);
    toast(t(isNew ? "account.created" : "account.signedIn"));
    await this.#conversation.signedIn();
  }

  async #signOut() {
    const farewell = this.#api.post("/api/auth/logout").catch(() => {}); // gone from here anyway
    this.#conversation.signedOut();
    await farewell;
    this.#tokens.clear();
    toast(t("account.signedOut"));
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

const offline = () => html`<p class="offline">${icon("offline")} ${t("offline")}</p>`;

customElements.define("meuble-app", MeubleApp);
