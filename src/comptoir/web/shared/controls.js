// What buttons, fields, cards and focus look like, for the shadow root of every component.
import { css } from "../vendor/lit.js";

export const controls = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  :host([hidden]) {
    display: none;
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  h1,
  h2,
  h3 {
    margin: 0;
    font-family: var(--serif);
    font-weight: 600;
    line-height: 1.25;
    text-wrap: balance;
  }
  p {
    margin: 0;
  }
  svg {
    display: block;
    flex: none;
  }
  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    min-height: 2.75rem;
    padding: 0.5rem 1.1rem;
    border: 1px solid var(--line-strong);
    border-radius: 999px;
    background: var(--surface);
    font-weight: 500;
    line-height: 1.2;
    text-align: center;
    transition:
      background-color 0.15s,
      border-color 0.15s;
  }
  .button:hover {
    border-color: var(--accent);
    background: var(--accent-soft);
  }
  a.button {
    color: inherit;
    text-decoration: none;
  }
  .button.primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  .button.primary:hover {
    border-color: var(--accent-strong);
    background: var(--accent-strong);
  }
  .button.danger {
    border-color: var(--danger-line);
    color: var(--danger);
  }
  .button.danger:hover {
    background: var(--danger-soft);
  }
  .button.small {
    min-height: 2.25rem;
    padding: 0.25rem 0.8rem;
    font-size: 0.9rem;
  }
  .button:disabled {
    opacity: 0.55;
    cursor: not-allowed;
  }
  .link {
    padding: 0.25rem 0;
    border: 0;
    background: none;
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .quiet {
    color: var(--ink-soft);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 1ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 1ms !important;
      scroll-behavior: auto !important;
    }
  }
`;
