// The look of dialogs and of the forms in them.
import { css } from "../vendor/lit.js";

export const dialogs = css`
  dialog {
    width: min(27rem, calc(100vw - 2rem));
    max-height: calc(100dvh - 2rem);
    padding: 1.5rem;
    overflow-y: auto;
    border: 1px solid var(--line);
    border-radius: calc(var(--radius) + 4px);
    background: var(--surface);
    color: var(--ink);
    box-shadow: var(--shadow);
  }
  dialog::backdrop {
    background: rgb(25 18 12 / 45%);
  }
  dialog h2 {
    padding-inline-end: 2.5rem;
    font-size: 1.4rem;
  }
  dialog form,
  .dialog {
    display: grid;
    gap: 1rem;
  }
  .dismiss {
    position: absolute;
    top: 1.1rem;
    inset-inline-end: 1.1rem;
    display: grid;
    place-items: center;
    width: 2.75rem;
    height: 2.75rem;
    border: 0;
    border-radius: 50%;
    background: none;
  }
  .dismiss:hover {
    background: var(--surface-raised);
  }
  label {
    display: grid;
    gap: 0.25rem;
    font-weight: 500;
  }
  label small {
    font-weight: 400;
    color: var(--ink-soft);
  }
  input {
    width: 100%;
    min-height: 2.75rem;
    padding: 0.5rem 0.8rem;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-small);
    background: var(--ground);
    color: inherit;
    font: inherit;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem;
    justify-content: end;
  }
  .refusal {
    padding: 0.6rem 0.8rem;
    border-radius: var(--radius-small);
    background: var(--danger-soft);
    color: var(--danger);
  }
`;
