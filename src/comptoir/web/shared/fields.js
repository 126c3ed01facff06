// The look of fields outside of dialogs.
import { css } from "../vendor/lit.js";

export const fields = css`
  label {
    display: grid;
    gap: 0.25rem;
    font-weight: 500;
  }
  label small {
    font-weight: 400;
    color: var(--ink-soft);
  }
  input,
  textarea,
  select {
    width: 100%;
    min-height: 2.75rem;
    padding: 0.5rem 0.8rem;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--ground);
    color: inherit;
    font: inherit;
  }
  textarea {
    min-height: 5.5rem;
    resize: vertical;
    field-sizing: content;
    max-height: 20rem;
  }
  .search {
    position: relative;
    display: block;
  }
  .search svg {
    position: absolute;
    inset-inline-start: 0.9rem;
    top: 0.8rem;
    color: var(--ink-soft);
    pointer-events: none;
  }
  .search input {
    padding-inline-start: 2.6rem;
    border-radius: 999px;
    background: var(--surface);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  @media (max-width: 40rem) {
    .chips {
      flex-wrap: nowrap;
      margin-inline: calc(-1 * clamp(0.9rem, 3vw, 1.75rem));
      padding: 3px clamp(0.9rem, 3vw, 1.75rem);
      overflow-x: auto;
      scrollbar-width: none;
    }
    .chips a {
      flex: none;
    }
  }
  .chips a {
    display: inline-flex;
    gap: 0.4rem;
    align-items: center;
    min-height: 2.5rem;
    padding: 0.35rem 0.95rem;
    border: 1px solid var(--line);
    border-radius: 999px;
    background: var(--surface);
    color: inherit;
    line-height: 1.2;
    text-decoration: none;
  }
  .chips a:hover {
    border-color: var(--accent);
  }
  .chips a[aria-current] {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  .chips small {
    font-size: 0.8rem;
    opacity: 0.85;
  }
  .refusal {
    padding: 0.6rem 0.8rem;
    border-radius: var(--radius-small);
    background: var(--danger-soft);
    color: var(--danger);
  }
`;
