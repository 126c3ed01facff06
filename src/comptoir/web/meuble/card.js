// What the recap and the claim have in common: a card with a heading and a list of facts.
import { css, html } from "./vendor/lit.js";

/** One fact of a card, or nothing when the service did not give it. */
export function fact(label, value) {
  return value
    ? html`<div class="fact">
        <dt>${label}</dt>
        <dd dir="auto">${value}</dd>
      </div>`
    : null;
}

export const cardStyle = css`
  :host {
    display: block;
  }
  article {
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  header {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    padding: 0.8rem 1.1rem;
    border-bottom: 1px solid var(--line);
    background: var(--surface-raised);
  }
  header svg {
    color: var(--warm);
  }
  h2 {
    font-size: 1.1rem;
  }
  .body {
    display: grid;
    gap: 1rem;
    padding: 1.1rem;
  }
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(14.5rem, 100%), 1fr));
    gap: 0.8rem 1.25rem;
    margin: 0;
  }
  .fact {
    min-width: 0;
  }
  dt {
    font-size: 0.85rem;
    color: var(--ink-soft);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
    font-weight: 500;
    white-space: pre-line;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem;
  }
`;
