// What the composer looks like.
import { css } from "./vendor/lit.js";

export const look = css`
  :host {
    display: block;
    padding: 0 clamp(0.6rem, 2.5vw, 1.5rem);
  }
  form {
    position: relative;
    border: 1px solid var(--line-strong);
    border-radius: 1.3rem;
    background: var(--surface);
  }
  form:focus-within {
    border-color: var(--accent);
    box-shadow: 0 0 0 2px var(--accent);
  }
  .row {
    display: flex;
    gap: 0.15rem;
    align-items: end;
    padding: 0.25rem;
  }
  textarea {
    flex: 1;
    min-width: 0;
    min-height: 2.5rem;
    max-height: min(14rem, 35vh);
    padding: 0.55rem 0.4rem 0.4rem;
    border: 0;
    outline: 0;
    background: none;
    color: inherit;
    font: inherit;
    resize: none;
    field-sizing: content;
  }
  textarea:focus-visible {
    outline: 0; /* the whole form shows the focus */
  }
  textarea::placeholder {
    color: var(--ink-soft);
    opacity: 1;
  }
  .tool {
    display: grid;
    place-items: center;
    width: 2.6rem;
    height: 2.6rem;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--ink-soft);
  }
  .tool:hover {
    background: var(--surface-raised);
    color: var(--ink);
  }
  .send {
    flex: none;
    width: 2.6rem;
    min-height: 2.6rem;
    padding: 0;
  }
  .send:disabled {
    border-color: var(--line);
    background: var(--surface-raised);
    color: var(--ink-soft);
    opacity: 1;
  }
  .banner {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    padding: 0.3rem 0.5rem 0.3rem 0.9rem;
    border-bottom: 1px solid var(--line);
    font-size: 0.88rem;
    color: var(--ink-soft);
  }
  .banner span {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .banner button,
  .files button:not(.link) {
    display: grid;
    flex: none;
    place-items: center;
    width: 2rem;
    height: 2rem;
    border: 0;
    border-radius: 50%;
    background: none;
    color: inherit;
  }
  .banner button:hover,
  .files button:hover {
    background: var(--surface-raised);
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .files {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
    padding: 0.5rem 0.6rem 0.1rem;
  }
  .files li {
    display: flex;
    gap: 0.4rem;
    align-items: center;
    max-width: 100%;
    padding: 0.15rem 0.2rem 0.15rem 0.6rem;
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    font-size: 0.88rem;
  }
  .files span {
    min-width: 0;
    max-width: 18rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .files b {
    font-weight: 550;
  }
  .files small {
    color: var(--ink-soft);
  }
  .files .failed {
    border-color: var(--danger-line);
    background: var(--danger-soft);
    color: var(--danger);
  }
  .files .failed small {
    color: inherit;
  }
  .people {
    position: absolute;
    z-index: 3;
    bottom: calc(100% + 0.4rem);
    left: 0;
    width: min(24rem, 100%);
    padding: 0.3rem;
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    background: var(--surface);
    box-shadow: var(--shadow);
  }
  .people li {
    --avatar: 1.8rem;
    display: flex;
    gap: 0.6rem;
    align-items: center;
    min-height: 2.6rem;
    padding: 0.2rem 0.5rem;
    overflow: hidden;
    border-radius: 0.5rem;
    white-space: nowrap;
    cursor: pointer;
  }
  .people li:hover,
  .people li[aria-selected="true"] {
    background: var(--accent-soft);
  }
  .count {
    min-height: 1.25rem;
    padding: 0.1rem 0.9rem 0;
    font-size: 0.78rem;
    color: var(--ink-soft);
    text-align: end;
  }
  .over {
    font-weight: 600;
    color: var(--danger);
  }
`;
