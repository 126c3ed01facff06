// <staff-question>: the dialog where a question and its answer are written, changed or deleted.
import { css, html, nothing } from "../vendor/lit.js";
import { errorText } from "../shared/api.js";
import { dialogs } from "../shared/dialogs.js";
import { Element } from "../shared/element.js";
import { t } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";
import { newId } from "../shared/kept.js";
import { toast } from "../shared/toasts.js";
import { fields } from "../shared/fields.js";

class StaffQuestion extends Element {
  static properties = {
    api: { attribute: false },
    headings: { attribute: false },
    /** The question that is open, without `id` when it is new; or null. */
    question: { state: true },
    busy: { state: true },
    sure: { state: true },
    refusal: { state: true },
  };

  static styles = [
    Element.styles,
    dialogs,
    fields,
    css`
      dialog {
        width: min(44rem, calc(100vw - 2rem));
      }
      textarea[name="answer"] {
        min-height: 10rem;
      }
      .actions {
        justify-content: start;
      }
      .delete {
        margin-inline-start: auto;
      }
    `,
  ];

  #key = null;

  constructor() {
    super();
    this.headings = [];
    this.question = this.refusal = null;
  }

  /** Open for a new question in the language `lang`. */
  write(lang) {
    return this.#open({ lang, question: "", answer: "", category_id: "sav", keywords: [], also: [] });
  }

  /** Open for a question that is there. */
  edit(question) {
    return this.#open(question);
  }

  async #open(question) {
    this.question = question;
    this.sure = this.busy = false;
    this.refusal = null;
    this.#key = newId();
    await this.updateComplete;
    const form = this.renderRoot.querySelector("form");
    form.reset();
    for (const name of ["question", "answer"]) form.elements[name].value = question[name];
    form.elements.category_id.value = question.category_id;
    form.elements.keywords.value = question.keywords.join(", ");
    form.elements.also.value = question.also.join("\n");
    this.#dialog.showModal();
  }

  get #dialog() {
    return this.renderRoot.querySelector("dialog");
  }

  render() {
    const { id } = this.question ?? {};
    return html`<dialog aria-labelledby="title">
      <form @submit=${this.#save}>
        <h2 id="title">${t(id ? "faq.edit" : "faq.add")}</h2>
        <button class="dismiss" type="button" aria-label=${t("close")} @click=${() => this.#dialog.close()}>
          ${icon("cross")}
        </button>
        <label>
          ${t("faq.question")}
          <input name="question" required maxlength="300" dir="auto" autocomplete="off" />
        </label>
        <label>
          ${t("faq.answer")}
          <textarea name="answer" required maxlength="5000" dir="auto"></textarea>
        </label>
        <label>
          ${t("faq.heading")}
          <select name="category_id">
            ${this.headings.map(({ id: each, name }) => html`<option value=${each}>${name}</option>`)}
          </select>
        </label>
        <label>
          ${t("faq.keywords")}
          <input name="keywords" dir="auto" autocomplete="off" />
          <small>${t("faq.keywordsHint")}</small>
        </label>
        <label>
          ${t("faq.also")}
          <textarea name="also" dir="auto"></textarea>
          <small>${t("faq.alsoHint")}</small>
        </label>
        <div role="alert">
          ${this.refusal ? html`<p class="refusal">${errorText(this.refusal)}</p>` : nothing}
          ${this.sure ? html`<p class="refusal">${t("faq.deleteSure")}</p>` : nothing}
        </div>
        <div class="actions">
          <button class="button primary" ?disabled=${this.busy}>${t("profile.save")}</button>
          <button class="button" type="button" @click=${() => this.#dialog.close()}>${t("cancel")}</button>
          ${id
            ? html`<button class="button danger delete" type="button" ?disabled=${this.busy} @click=${() => this.#delete()}>
                ${icon("bin", 18)} ${t(this.sure ? "faq.deleteDo" : "faq.delete")}
              </button>`
            : nothing}
        </div>
      </form>
    </dialog>`;
  }

  #save(event) {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.target));
    const body = {
      question: given.question,
      answer: given.answer,
      category_id: given.category_id,
      keywords: parts(given.keywords, ","),
      also: parts(given.also, "\n"),
    };
    const { id, lang } = this.question;
    const key = { "Idempotency-Key": this.#key };
    return this.#do(
      () =>
        id
          ? this.api.put(`/api/faq/${id}`, body)
          : this.api.post("/api/faq/add", { ...body, lang }, key),
      t("faq.saved"),
    );
  }

  // The first press asks, the second one deletes.
  #delete() {
    if (!this.sure) {
      this.sure = true;
      return undefined;
    }
    return this.#do(() => this.api.delete(`/api/faq/${this.question.id}`), t("faq.deleted"));
  }

  async #do(work, words) {
    this.busy = true;
    this.refusal = null;
    try {
      await work();
      this.#dialog.close();
      toast(words);
      this.emit("changed");
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.refusal = problem;
      this.#key = problem.passing ? this.#key : newId(); // another body needs another key
    } finally {
      this.busy = false;
    }
  }
}

const parts = (text, mark) =>
  text
    .split(mark)
    .map((part) => part.trim())
    .filter(Boolean);

customElements.define("staff-question", StaffQuestion);
