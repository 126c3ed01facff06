// <staff-faq>: the shop's questions and answers: finding, writing, changing, deleting them.
import { css, html, live, nothing, repeat } from "../vendor/lit.js";
import { language, t } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";
import { fields } from "../shared/fields.js";
import { settle } from "../shared/places.js";
import { View } from "../shared/view.js";
import "./question.js";
import { to } from "./routes.js";

const PAUSE_MS = 300; // between two letters of one word
const LANGUAGES = { fr: "Français", en: "English", es: "Español", it: "Italiano", de: "Deutsch", ar: "العربية" };

class StaffFaq extends View {
  static properties = {
    /** What is asked for, `{q, rubrique, langue}`. */
    query: { attribute: false },
    headings: { state: true },
    questions: { state: true },
  };

  static styles = [
    View.styles,
    fields,
    css`
      .heading {
        display: flex;
        flex-wrap: wrap;
        gap: 0.8rem;
        align-items: center;
        justify-content: space-between;
      }
      form {
        display: grid;
        gap: 0.6rem;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        align-items: end;
      }
      form .search {
        grid-column: 1 / -1;
      }
      form label:not(.search) {
        font-size: 0.85rem;
      }
      ul {
        display: grid;
        gap: 0.5rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li > button {
        position: relative;
        display: grid;
        gap: 0.25rem;
        width: 100%;
        padding: 0.8rem 1rem;
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
        background: var(--surface);
        text-align: start;
      }
      li > button:hover {
        border-color: var(--accent);
      }
      li strong {
        font-weight: 600;
      }
      .answer {
        overflow: hidden;
        color: var(--ink-soft);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 0.2rem 0.9rem;
        font-size: 0.85rem;
        color: var(--ink-soft);
      }
      .ghost {
        height: 5rem;
      }
      @media (min-width: 48rem) {
        form {
          grid-template-columns: 2fr 1fr 1fr;
        }
        form .search {
          grid-column: auto;
        }
      }
    `,
  ];

  #pause;
  #asked = null;
  #shown = null;

  constructor() {
    super();
    this.query = {};
    this.headings = [];
    this.questions = null;
  }

  get #spoken() {
    return this.query.langue ?? "fr";
  }

  updated() {
    const wanted = JSON.stringify([this.query, language.current]);
    if (wanted === this.#shown) return;
    const isTyped = this.#shown !== null;
    this.#shown = wanted;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#look(), isTyped ? PAUSE_MS : 0);
  }

  render() {
    const { q = "", rubrique = "" } = this.query;
    return html`<div class="column">
        <div class="heading">
          <h2 tabindex="-1">${t("main.faq")}</h2>
          <button class="button primary" @click=${() => this.#editor.write(this.#spoken)}>
            ${icon("plus", 18)} ${t("faq.add")}
          </button>
        </div>
        <search>
          <form @submit=${(event) => event.preventDefault()}>
            <label class="search">
              <span class="visually-hidden">${t("faq.search")}</span>
              ${icon("search")}
              <input
                type="search"
                placeholder=${t("faq.searchHint")}
                .value=${live(q)}
                autocomplete="off"
                maxlength="300"
                @input=${({ target }) => this.#ask({ q: target.value })}
              />
            </label>
            <label>
              ${t("faq.heading")}
              <select @change=${({ target }) => this.#ask({ rubrique: target.value })}>
                <option value="" .selected=${!rubrique}>${t("faq.anyHeading")}</option>
                ${this.headings.map(
                  ({ id, name, question_count: count }) =>
                    html`<option value=${id} .selected=${id === rubrique}>${name} (${count})</option>`,
                )}
              </select>
            </label>
            <label>
              ${t("faq.language")}
              <select @change=${({ target }) => this.#ask({ langue: target.value })}>
                ${Object.entries(LANGUAGES).map(
                  ([code, name]) =>
                    html`<option value=${code} .selected=${code === this.#spoken}>${name}</option>`,
                )}
              </select>
            </label>
          </form>
        </search>
        ${this.trouble(() => this.#look())}
        <p class="quiet" role="status">
          ${this.questions ? t("faq.count", this.questions.length) : nothing}
        </p>
        ${this.questions ? this.#list() : this.loading ? html`<div class="ghost"></div>` : nothing}
      </div>
      <staff-question
        .api=${this.api}
        .headings=${this.headings}
        @changed=${() => this.#look()}
      ></staff-question>`;
  }

  #list() {
    if (!this.questions.length) {
      return html`<div class="empty panel">${icon("question", 40)} <p>${t("faq.noneHere")}</p></div>`;
    }
    return html`<ul role="list">
      ${repeat(
        this.questions,
        ({ id }) => id,
        (question) => html`<li>${this.#question(question)}</li>`,
      )}
    </ul>`;
  }

  #question(question) {
    const { lang, category, popularity, helpful_count: yes, not_helpful_count: no } = question;
    return html`<button @click=${() => this.#editor.edit(question)}>
      <span class="visually-hidden">${t("faq.editThis")}</span>
      <strong lang=${lang} dir="auto">${question.question}</strong>
      <span class="answer" lang=${lang} dir="auto">${question.answer}</span>
      <span class="facts">
        <span>${category}</span> <span>${t("faq.views", popularity)}</span>
        <span>${t("faq.votes", yes, no)}</span>
      </span>
    </button>`;
  }

  get #editor() {
    return this.renderRoot.querySelector("staff-question");
  }

  #ask(more) {
    const query = { ...this.query, ...more };
    this.query = Object.fromEntries(Object.entries(query).filter(([, value]) => value));
    settle(to("faq", null, this.query));
  }

  async #look() {
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    const { q, rubrique } = this.query;
    const wanted = { query: q?.trim(), category: rubrique, lang: this.#spoken };
    const query = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value));
    const read = () => this.api.request("GET", `/api/faq/?${query}`, { signal: asked.signal });
    const found = await this.during(read);
    if (!found || asked !== this.#asked) return;
    this.questions = found;
    const path = `/api/faq/categories?lang=${this.#spoken}`;
    this.headings = await this.api.get(path).catch(() => this.headings);
  }
}

customElements.define("staff-faq", StaffFaq);
