// What a message looks like.
import { css } from "./vendor/lit.js";

export const look = css`
  :host {
    position: relative;
    display: grid;
    grid-template-columns: 2.6rem minmax(0, 1fr);
    gap: 0 0.75rem;
    padding: 0.12rem clamp(0.75rem, 2.5vw, 1.5rem);
  }
  :host([headed]) {
    margin-top: 0.6rem;
  }
  :host([active]) {
    z-index: 1; /* its tools reach over its edge */
    background: var(--surface-raised);
  }
  :host([found]) {
    background: var(--notice-soft);
  }
  :host(:focus-visible) {
    outline-offset: -3px;
  }
  .side {
    text-align: end;
  }
  .aside {
    visibility: hidden;
    font-size: 0.68rem;
    line-height: 1.5rem;
    white-space: nowrap;
    color: var(--ink-soft);
  }
  :host([active]) .aside {
    visibility: visible;
  }
  .head {
    display: flex;
    gap: 0.5rem;
    align-items: baseline;
    line-height: 1.3;
  }
  .head strong {
    overflow: hidden;
    font-weight: 650;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .head time {
    flex: none;
    font-size: 0.78rem;
    color: var(--ink-soft);
  }
  .words {
    overflow-wrap: anywhere;
  }
  .words > * {
    margin: 0;
  }
  .words > p + p,
  .words > * + pre,
  .words > pre + * {
    margin-top: 0.35rem;
  }
  .words p,
  .words blockquote,
  .words li {
    white-space: pre-wrap;
  }
  .words ul,
  .words ol {
    padding-inline-start: 1.5rem;
  }
  .words blockquote {
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--line-strong);
    color: var(--ink-soft);
  }
  .words a {
    color: var(--accent);
    text-underline-offset: 0.15em;
  }
  code {
    padding: 0.1em 0.35em;
    border-radius: 0.3em;
    background: var(--surface-raised);
    font: 0.88em/1.45 var(--mono);
  }
  :host([active]) code {
    background: var(--ground);
  }
  pre {
    max-height: 26rem;
    padding: 0.6rem 0.8rem;
    overflow: auto;
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    background: var(--ground);
    white-space: pre;
  }
  pre code {
    padding: 0;
    background: none;
  }
  .mention {
    padding: 0.05em 0.25em;
    border-radius: 0.35em;
    background: var(--accent-soft);
    color: var(--accent-strong);
    font-weight: 550;
  }
  .mention.me {
    background: var(--accent);
    color: var(--on-accent);
  }
  .edited {
    padding: 0 0.25rem;
    border: 0;
    background: none;
    font-size: 0.78rem;
    color: var(--ink-soft);
  }
  .edited:disabled {
    cursor: default;
  }
  .edited:hover:enabled {
    text-decoration: underline;
  }
  .deleted {
    font-style: italic;
    color: var(--ink-soft);
  }
  .answered {
    display: flex;
    gap: 0.4rem;
    align-items: center;
    max-width: 100%;
    padding: 0.1rem 0.5rem 0.1rem 0.2rem;
    border: 0;
    border-radius: 0.4rem;
    background: none;
    font-size: 0.85rem;
    color: var(--ink-soft);
    text-align: start;
  }
  .answered:hover:enabled {
    background: var(--accent-soft);
  }
  .answered b {
    flex: none;
    max-width: 10rem;
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .answered span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .files {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-top: 0.3rem;
  }
  .reactions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem;
    margin: 0.3rem 0 0.15rem;
  }
  .reactions button {
    display: inline-flex;
    gap: 0.35rem;
    align-items: center;
    min-height: 1.75rem;
    padding: 0 0.55rem;
    border: 1px solid var(--line);
    border-radius: 999px;
    background: var(--surface);
    font-size: 0.85rem;
    font-variant-numeric: tabular-nums;
  }
  .reactions button[aria-pressed="true"] {
    border-color: var(--accent);
    background: var(--accent-soft);
    color: var(--accent-strong);
    font-weight: 600;
  }
  .reactions span {
    overflow: hidden;
    max-width: 8rem;
    text-overflow: ellipsis;
  }
  .fate {
    position: absolute;
    right: 0.4rem;
    bottom: 0.2rem;
    display: inline-flex;
    gap: 0.3rem;
    align-items: center;
    padding: 0 0.3rem;
    border-radius: 999px;
    background: var(--surface);
    font-size: 0.75rem;
    color: var(--ink-soft);
  }
  .refused {
    display: flex;
    flex-wrap: wrap;
    gap: 0.2rem 0.7rem;
    align-items: center;
    padding: 0.2rem 0.6rem;
    margin-top: 0.2rem;
    border-radius: var(--radius-small);
    background: var(--danger-soft);
    font-size: 0.9rem;
    color: var(--danger);
  }
  .tools {
    position: absolute;
    top: -1.1rem;
    right: clamp(0.75rem, 2.5vw, 1.5rem);
    display: flex;
    padding: 2px;
    border: 1px solid var(--line);
    border-radius: 0.7rem;
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  .tools button {
    display: grid;
    place-items: center;
    min-width: 2.1rem;
    height: 2.1rem;
    padding: 0 0.3rem;
    border: 0;
    border-radius: 0.5rem;
    background: none;
    color: var(--ink-soft);
  }
  .tools button:hover {
    background: var(--surface-raised);
    color: var(--ink);
  }
  @media (hover: none) {
    .tools {
      position: static;
      grid-column: 1 / -1;
      justify-content: space-between;
      margin: 0.35rem 0 0.25rem;
      box-shadow: none;
    }
    .tools button {
      min-width: 2.4rem;
      height: 2.75rem;
    }
    .reactions button {
      min-height: 2.1rem;
    }
  }
`;
