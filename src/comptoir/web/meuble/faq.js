// <meuble-faq>: the shop's questions and answers, by heading or searched as one types.
import { css, html, live, nothing, repeat } from "./vendor/lit.js";
import { language, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { fields } from "./shared/fields.js";
import { settle } from "./shared/places.js";
import "./question.js";
import { to } from "./routes.js";
import { View } from "./shared/view.js";

const PAUSE_MS = 300;
const HEADINGS = {
  commande: "file",
  entretien: "drop",
  garantie: "shield",
  livraison: "truck",
  paiement: "card",
  produit: "armchair",
  retour: "undo",
  sav: "folder",
};

class MeubleFaq extends View {
  static properties = {
    /** What is asked for, `{q, rubrique}`. */
    query: { attribute: false },
    /** The question that an address names, or null. */
    chosen: {},
    headings: { state: true },
    questions: { state: true },
  };

  static styles = [
    View.styles,
    fields,
    css`
      ul {
        display: grid;
        gap: 0.6rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .ghost {
        height: 3.4rem;
      }
      .ask {
        display: flex;
        flex-wrap: wrap;
        gap: 0.8rem 1.25rem;
        align-items: center;
        justify-content: space-between;
      }
    `,
  ];

  #asked = null;
  #pause;
  #shown = null;

  constructor() {
    super();
    this.query = {};
    this.headings = [];
    this.questions = null;
  }

  updated() {
    const { q = "", rubrique = "" } = this.query;
    const wanted = JSON.stringify([q, rubrique, this.chosen ?? "", language.current]);
    if (wanted === this.#shown) return;
    this.#shown = wanted;
    this.#look();
  }

  render() {
    const { q = "", rubrique } = this.query;
    return html`<div class="column">
      ${this.chosen
        ? html`<a class="back" href=${to("faq")}>${icon("back", 18)} ${t("faq.all")}</a>`
        : nothing}
      <h2 tabindex="-1">${t("faq.title")}</h2>
      <search>
        <label class="search">
          <span class="visually-hidden">${t("faq.search")}</span>
          ${icon("search")}
          <input
            type="search"
            placeholder=${t("faq.searchHint")}
            .value=${live(q)}
            autocomplete="off"
            enterkeyhint="search"
            maxlength="300"
            @input=${this.#typed}
          />
        </label>
      </search>
      ${this.chosen ? nothing : this.#headings(rubrique)} ${this.trouble(() => this.#look())}
      <p class="visually-hidden" role="status">
        ${this.questions && q ? t("faq.found", this.questions.length) : nothing}
      </p>
      ${this.questions ? this.#questions() : this.#ghosts()}
      <aside class="panel ask">
        <p>${t("faq.notThere")}</p>
        <a class="button primary" href=${to("talk")}>${icon("chat")} ${t("faq.ask")}</a>
      </aside>
    </div>`;
  }

  #headings(current) {
    return html`<nav class="chips" aria-label=${t("faq.headings")}>
      ${this.#heading({ id: null, name: t("faq.all") }, current)}
      ${this.headings.map((heading) => this.#heading(heading, current))}
    </nav>`;
  }

  #heading({ id, name, question_count: count }, current) {
    return html`<a
      href=${to("faq", null, { q: this.query.q, rubrique: id })}
      aria-current=${(current ?? null) === id ? "true" : nothing}
      >${id in HEADINGS ? icon(HEADINGS[id], 18) : nothing} ${name}
      ${count === undefined ? nothing : html`<small>${count}</small>`}</a
    >`;
  }

  #questions() {
    if (!this.questions.length && !this.loading) {
      return html`<div class="empty">
        ${icon("question", 40)}
        <p>${t(this.query.q ? "faq.none" : "faq.unknown")}</p>
      </div>`;
    }
    return html`<ul role="list" aria-busy=${this.loading}>
      ${repeat(
        this.questions,
        ({ id }) => id,
        (question) => html`<li>
          <meuble-question
            .api=${this.api}
            .question=${question}
            ?open=${question.id === this.chosen}
          ></meuble-question>
        </li>`,
      )}
    </ul>`;
  }

  #ghosts() {
    if (!this.loading) return nothing;
    return html`<div aria-hidden="true">
      <ul>
        ${Array.from({ length: 6 }, () => html`<li class="ghost"></li>`)}
      </ul>
    </div>`;
  }

  // A search leaves the question that an address named.
  #typed({ target }) {
    this.query = { ...this.query, q: target.value };
    this.chosen = null;
    settle(to("faq", null, this.query));
  }

  async #look() {
    clearTimeout(this.#pause);
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    await new Promise((resolve) => {
      this.#pause = setTimeout(resolve, this.questions ? PAUSE_MS : 0);
    });
    const found = await this.during(() => this.#found(asked.signal));
    if (asked !== this.#asked) return;
    if (found) this.questions = found;
    else if (this.problem?.status === 404) [this.questions, this.problem] = [[], null];
    this.#learnHeadings();
  }

  async #found(signal) {
    if (this.chosen) {
      const path = `/api/faq/${encodeURIComponent(this.chosen)}`;
      const { question } = await this.api.request("GET", path, { signal });
      this.emit("titled", question.question);
      return [question];
    }
    const { q, rubrique } = this.query;
    const asked = { query: q?.trim(), category: rubrique, lang: language.current };
    const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
    return this.api.request("GET", `/api/faq/?${query}`, { signal });
  }

  #spoken = null;

  async #learnHeadings() {
    if (this.#spoken === language.current) return;
    this.#spoken = language.current;
    const path = `/api/faq/categories?lang=${language.current}`;
    const headings = await this.api.get(path).catch(() => []);
    this.headings = headings.filter(({ question_count: count }) => count > 0);
  }
}

customElements.define("meuble-faq", MeubleFaq);
