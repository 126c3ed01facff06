// <foyer-source>: the passage that an answer cites, with the sentence that says so marked.
import { css, html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { save } from "./saving.js";

class FoyerSource extends Element {
  static properties = {
    api: { attribute: false },
    sources: { attribute: false },
    number: { attribute: false },
    problem: { state: true },
    busy: { state: true },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: grid;
        gap: 1rem;
        grid-template-columns: minmax(0, 1fr);
      }
      .which {
        display: flex;
        gap: 0.6rem;
        align-items: start;
      }
      .which svg {
        margin-top: 0.15rem;
        color: var(--accent);
      }
      .which b {
        display: block;
        overflow-wrap: anywhere;
      }
      blockquote {
        margin: 0;
        padding: 0.9rem 1rem;
        border-radius: var(--radius-small);
        background: var(--ground);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      mark {
        padding: 0.1em 0;
        border-radius: 3px;
        background: var(--mark);
        color: var(--on-mark);
        box-decoration-break: clone;
        -webkit-box-decoration-break: clone;
      }
      nav {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
        align-items: center;
      }
      nav button {
        min-width: 2.5rem;
        height: 2.5rem;
        padding: 0 0.5rem;
        border: 1px solid var(--line);
        border-radius: 999px;
        background: var(--surface);
        font-weight: 600;
      }
      nav button[aria-current] {
        border-color: var(--accent);
        background: var(--accent);
        color: var(--on-accent);
      }
      .refusal {
        padding: 0.6rem 0.8rem;
        border-radius: var(--radius-small);
        background: var(--danger-soft);
        color: var(--danger);
      }
      .button {
        justify-self: start;
      }
    `,
  ];

  willUpdate(changed) {
    if (changed.has("number") || changed.has("sources")) this.problem = null;
  }

  updated(changed) {
    if (changed.has("number")) this.renderRoot.querySelector("mark")?.scrollIntoView?.({ block: "nearest" });
  }

  render() {
    const source = this.sources.find(({ number }) => number === this.number);
    if (!source) return html`<p class="quiet">${t("source.gone")}</p>`;
    return html`${this.#others()}
      <div class="which">
        ${icon("file", 22)}
        <p>
          <b>${source.filename}</b>
          <span class="quiet">${t("source.page", source.page)}</span>
        </p>
      </div>
      <blockquote dir="auto">${marked(source)}</blockquote>
      <p class="quiet">${t("source.verbatim")}</p>
      <div role="alert">
        ${this.problem ? html`<p class="refusal">${this.#why()}</p>` : nothing}
      </div>
      <button class="button small" @click=${() => this.#download(source)}>
        ${icon("download", 18)} ${t("documents.download")}
      </button>`;
  }

  #others() {
    if (this.sources.length < 2) return nothing;
    return html`<nav aria-label=${t("source.others")}>
      ${[...this.sources].sort((one, other) => one.number - other.number).map(
        ({ number, filename, page }) => html`<button
          aria-label=${t("source.label", number, filename, page)}
          aria-current=${number === this.number ? "true" : nothing}
          @click=${() => this.emit("choose", number)}
        >
          ${number}
        </button>`,
      )}
    </nav>`;
  }

  // A public agent's documents are its owner's to give out.
  #why() {
    return this.problem.status === 404 ? t("source.notYours") : errorText(this.problem);
  }

  async #download({ document_id: id, filename }) {
    if (this.busy) return;
    this.busy = true;
    try {
      save(await this.api.blob("GET", `/api/documents/${id}`), filename);
      this.problem = null;
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }
}

/** A passage with its quote marked, where it stands in it. */
function marked({ passage, quote }) {
  const start = passage.indexOf(quote);
  if (!quote || start < 0) return passage;
  const end = start + quote.length;
  return html`${passage.slice(0, start)}<mark>${passage.slice(start, end)}</mark>${passage.slice(end)}`;
}

customElements.define("foyer-source", FoyerSource);
