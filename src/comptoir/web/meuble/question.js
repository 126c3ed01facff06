// <meuble-question>: one question that opens to its answer, and whether the answer helped.
import { css, html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { toast } from "./shared/toasts.js";
import { to } from "./routes.js";

class MeubleQuestion extends Element {
  static properties = {
    api: { attribute: false },
    question: { attribute: false },
    open: { type: Boolean },
    vote: { state: true },
  };

  static styles = [
    Element.styles,
    css`
      details {
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      details[open] {
        border-color: var(--line-strong);
      }
      summary {
        display: flex;
        gap: 0.75rem;
        align-items: center;
        justify-content: space-between;
        min-height: 3.25rem;
        padding: 0.75rem 1rem;
        border-radius: var(--radius);
        font-weight: 600;
        cursor: pointer;
        list-style: none;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary svg {
        color: var(--ink-soft);
        transition: rotate 0.15s;
      }
      details[open] summary svg {
        rotate: 90deg;
      }
      .answer {
        display: grid;
        gap: 0.9rem;
        max-width: 44rem;
        padding: 0 1rem 1rem;
      }
      .answer > p {
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
      .after {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 0.75rem;
        align-items: center;
        font-size: 0.9rem;
      }
      .button[aria-pressed="true"] {
        border-color: var(--accent);
        background: var(--accent-soft);
        color: var(--accent);
      }
      a {
        margin-inline-start: auto;
        color: var(--ink-soft);
      }
    `,
  ];

  #viewed = false;

  render() {
    const { id, question, answer, lang } = this.question;
    return html`<details ?open=${this.open} @toggle=${this.#toggled}>
      <summary><span lang=${lang}>${question}</span> ${icon("next", 18)}</summary>
      <div class="answer">
        <p lang=${lang} dir="auto">${answer}</p>
        <div class="after">
          <span class="quiet">${this.vote === undefined ? t("faq.helpful") : t("faq.thanks")}</span>
          ${this.#button(true, "thumbUp", "faq.yes")} ${this.#button(false, "thumbDown", "faq.no")}
          <a href=${to("faq", id)}>${t("faq.link")}</a>
        </div>
      </div>
    </details>`;
  }

  #button(helpful, shape, label) {
    return html`<button
      class="button small"
      aria-pressed=${this.vote === helpful}
      @click=${() => this.#vote(helpful)}
    >
      ${icon(shape, 18)} ${t(label)}
    </button>`;
  }

  // An address that names the question has asked for it already.
  #toggled({ target }) {
    if (!target.open || this.open || this.#viewed) return;
    this.#viewed = true;
    this.api.get(`/api/faq/${encodeURIComponent(this.question.id)}`).catch(() => nothing); // a view
  }

  async #vote(helpful) {
    const before = this.vote;
    this.vote = helpful;
    try {
      await this.api.post("/api/faq/vote", { question_id: this.question.id, helpful });
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.vote = before;
      toast(errorText(problem));
    }
  }
}

customElements.define("meuble-question", MeubleQuestion);
