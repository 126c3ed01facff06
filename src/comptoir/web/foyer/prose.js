// <foyer-prose>: Markdown drawn into templates: nothing in it is ever taken for HTML.
//
// A source's number opens its passage: it says so with `source` and its number.
import { css, html, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { toast } from "./shared/toasts.js";
import { blocksOf } from "./markdown.js";

class FoyerProse extends Element {
  static properties = {
    text: {},
    /** The passages that the text cites: `[{number, filename, page, …}]`. */
    sources: { attribute: false },
    /** Whether it is still being written: sources follow at the end. */
    growing: { type: Boolean },
    /** The number of the source that is open beside, or null. */
    open: { attribute: false },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: block;
        overflow-wrap: anywhere;
      }
      .text > * + * {
        margin-top: 0.75em;
      }
      .text > :first-child {
        margin-top: 0;
      }
      h3,
      h4,
      h5 {
        margin: 1.2em 0 0;
        font-family: var(--serif);
        font-size: 1.2rem;
      }
      h4,
      h5 {
        font-size: 1.05rem;
      }
      ul,
      ol {
        margin: 0.75em 0 0;
        padding-inline-start: 1.5em;
      }
      li + li {
        margin-top: 0.3em;
      }
      li > * + * {
        margin-top: 0.5em;
      }
      blockquote {
        margin: 0.75em 0 0;
        padding-inline-start: 1em;
        border-inline-start: 3px solid var(--line-strong);
        color: var(--ink-soft);
      }
      hr {
        border: 0;
        border-top: 1px solid var(--line);
      }
      code {
        padding: 0.1em 0.35em;
        border-radius: 5px;
        background: var(--surface-raised);
        font: 0.9em var(--mono);
      }
      figure {
        margin: 0.75em 0 0;
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
        background: var(--surface-raised);
      }
      figcaption {
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding-inline-start: 0.9rem;
        border-bottom: 1px solid var(--line);
        color: var(--ink-soft);
        font: 0.85rem var(--mono);
      }
      figcaption button {
        display: inline-flex;
        gap: 0.35rem;
        align-items: center;
        min-height: 2.25rem;
        padding: 0 0.8rem;
        border: 0;
        background: none;
        font: 0.85rem var(--sans);
      }
      pre {
        margin: 0;
        padding: 0.8rem 0.9rem;
        overflow-x: auto;
      }
      pre code {
        padding: 0;
        background: none;
        overflow-wrap: normal;
        white-space: pre;
      }
      .table {
        overflow-x: auto;
      }
      table {
        border-collapse: collapse;
        font-size: 0.95em;
      }
      th,
      td {
        padding: 0.4rem 0.7rem;
        border: 1px solid var(--line);
        overflow-wrap: normal;
        text-align: start;
      }
      th {
        background: var(--surface-raised);
      }
      .center {
        text-align: center;
      }
      .end {
        text-align: end;
      }
      a {
        color: var(--accent);
      }
      .source {
        display: inline-grid;
        place-items: center;
        min-width: 1.5rem;
        height: 1.5rem;
        margin: -0.15rem 0.1rem;
        padding: 0 0.35rem;
        border: 1px solid transparent;
        border-radius: 999px;
        background: var(--accent-soft);
        color: var(--accent-strong);
        font: 600 0.8rem/1 var(--sans);
        vertical-align: 0.1em;
      }
      .source:hover,
      .source[aria-expanded="true"] {
        border-color: var(--accent);
        background: var(--accent);
        color: var(--on-accent);
      }
      .source[aria-disabled="true"] {
        background: var(--surface-raised);
        color: var(--ink-soft);
        cursor: default;
      }
      @media (pointer: coarse) {
        .source {
          position: relative;
        }
        .source::after {
          position: absolute;
          inset: -0.6rem -0.35rem;
          content: "";
        }
      }
      .growing .text > :last-child::after {
        display: inline-block;
        width: 0.5em;
        height: 1em;
        margin-inline-start: 0.15em;
        border-radius: 2px;
        background: var(--accent);
        vertical-align: -0.12em;
        animation: blink 1s infinite steps(2);
        content: "";
      }
      @keyframes blink {
        to {
          opacity: 0;
        }
      }
    `,
  ];

  #drawn = { text: null, blocks: [] };

  render() {
    if (this.#drawn.text !== this.text) {
      this.#drawn = { text: this.text, blocks: blocksOf(this.text ?? "") };
    }
    return html`<div class=${this.growing ? "growing" : nothing}>
      <div class="text" dir="auto">${this.#drawn.blocks.map((block) => this.#block(block))}</div>
    </div>`;
  }

  #block(block) {
    const { kind } = block;
    if (kind === "heading") return this.#heading(block);
    if (kind === "code") return this.#code(block);
    if (kind === "rule") return html`<hr />`;
    if (kind === "quote") {
      return html`<blockquote>${block.blocks.map((each) => this.#block(each))}</blockquote>`;
    }
    if (kind === "list") return this.#list(block);
    if (kind === "table") return this.#table(block);
    return html`<p>${this.#parts(block.parts)}</p>`;
  }

  #heading({ level, parts }) {
    const inside = this.#parts(parts);
    if (level <= 2) return html`<h3>${inside}</h3>`;
    return level === 3 ? html`<h4>${inside}</h4>` : html`<h5>${inside}</h5>`;
  }

  #list({ start, items }) {
    const inside = items.map((item) => html`<li>${this.#item(item)}</li>`);
    return start === null ? html`<ul>${inside}</ul>` : html`<ol start=${start}>${inside}</ol>`;
  }

  #item(blocks) {
    const [first, ...rest] = blocks;
    if (first?.kind !== "paragraph") return blocks.map((block) => this.#block(block));
    return html`${this.#parts(first.parts)}${rest.map((block) => this.#block(block))}`;
  }

  #table({ sides, head, rows }) {
    return html`<div class="table" tabindex="0" role="region" aria-label=${t("prose.table")}>
      <table>
        <thead>
          <tr>
            ${head.map((cell, column) => html`<th class=${sides[column]}>${this.#parts(cell)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) => html`<tr>
              ${row.map((cell, column) => html`<td class=${sides[column]}>${this.#parts(cell)}</td>`)}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #code({ language, text }) {
    return html`<figure dir="ltr">
      <figcaption>
        <span>${language || t("prose.code")}</span>
        <button @click=${() => copied(text)}>${icon("copy", 16)} ${t("copy")}</button>
      </figcaption>
      <pre tabindex="0"><code>${text}</code></pre>
    </figure>`;
  }

  #parts(parts) {
    return parts.map((part) => this.#part(part));
  }

  #part(part) {
    if (part.kind === "text") return part.text;
    if (part.kind === "break") return html`<br />`;
    if (part.kind === "code") return html`<code>${part.text}</code>`;
    if (part.kind === "source") return this.#source(part.number);
    const inside = this.#parts(part.parts);
    if (part.kind === "strong") return html`<strong>${inside}</strong>`;
    if (part.kind === "em") return html`<em>${inside}</em>`;
    if (part.kind === "del") return html`<del>${inside}</del>`;
    return html`<a href=${part.href} target="_blank" rel="noopener noreferrer">${inside}</a>`;
  }

  #source(number) {
    const source = this.sources?.find((each) => each.number === number);
    if (!source && !this.growing) return `[${number}]`;
    const label = source
      ? t("source.label", number, source.filename, source.page)
      : t("source.later", number);
    return html`<button
      class="source"
      aria-label=${label}
      title=${label}
      aria-disabled=${!source}
      aria-expanded=${source ? this.open === number : nothing}
      @click=${() => source && this.emit("source", number)}
    >
      ${number}
    </button>`;
  }
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t("copied"));
  } catch {
    toast(t("copy.unable"));
  }
}

customElements.define("foyer-prose", FoyerProse);
