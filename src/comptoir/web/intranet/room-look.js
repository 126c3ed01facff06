// What a room looks like around its messages.
import { css } from "./vendor/lit.js";

export const look = css`
  :host {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto auto auto auto;
    grid-template-columns: minmax(0, 1fr);
    height: 100%;
    background: var(--surface);
  }
  header {
    --avatar: 2.2rem;
    display: flex;
    gap: 0.7rem;
    align-items: center;
    min-height: 3.75rem;
    padding: 0.4rem clamp(0.5rem, 2.5vw, 1.25rem);
    border-bottom: 1px solid var(--line);
  }
  .back {
    display: none;
  }
  .sign {
    display: grid;
    place-items: center;
    flex: none;
    width: 2.2rem;
    height: 2.2rem;
    border-radius: 0.7rem;
    background: var(--accent-soft);
    color: var(--accent-strong);
    font-size: 1.15rem;
    font-weight: 700;
  }
  .title {
    flex: 1;
    min-width: 0;
    line-height: 1.25;
  }
  .title > * {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  h2 {
    font: 650 1.08rem/1.3 var(--sans);
    text-wrap: nowrap;
  }
  h2:focus {
    outline: 0;
  }
  .title p {
    min-height: 1.2rem;
    font-size: 0.85rem;
    color: var(--ink-soft);
  }
  .badge {
    padding: 0.1rem 0.6rem;
    border-radius: 999px;
    background: var(--notice-soft);
    font-size: 0.8rem;
    font-weight: 600;
  }
  .tool,
  .back {
    place-items: center;
    flex: none;
    width: 2.6rem;
    height: 2.6rem;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--ink-soft);
  }
  .tool {
    display: grid;
  }
  .tool:hover,
  .back:hover {
    background: var(--surface-raised);
    color: var(--ink);
  }
  .middle {
    position: relative;
    display: grid;
    min-height: 0;
  }
  .waiting {
    display: grid;
    gap: 0.5rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .waiting li {
    padding: 0.5rem 0.9rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .drop {
    position: absolute;
    inset: 0.75rem;
    z-index: 3;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 0.5rem;
    border: 2px dashed var(--accent);
    border-radius: var(--radius);
    background: var(--accent-soft);
    font-weight: 600;
    pointer-events: none;
  }
  .typing {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    height: 1.5rem;
    padding: 0 clamp(1rem, 3vw, 2rem);
    overflow: hidden;
    font-size: 0.82rem;
    color: var(--ink-soft);
    white-space: nowrap;
  }
  .typing i {
    flex: none;
    width: 0.5rem;
    height: 0.5rem;
    border-radius: 50%;
    background: var(--accent);
    animation: breathe 1s infinite alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.25;
    }
  }
  .joining,
  .closed {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
    justify-content: center;
    padding: 0.5rem 1rem;
    margin: 0 clamp(0.6rem, 2.5vw, 1.5rem) 0.5rem;
    border-radius: var(--radius-small);
    background: var(--accent-soft);
    font-size: 0.95rem;
  }
  .closed {
    margin-block: 0.75rem 1rem;
    background: var(--surface-raised);
  }
  .empty {
    display: grid;
    gap: 0.8rem;
    align-content: center;
    justify-items: center;
    padding: 2rem 1.25rem;
    text-align: center;
  }
  .empty svg {
    color: var(--accent);
  }
  .empty p {
    max-width: 30rem;
  }
  .ghosts {
    display: grid;
    grid-template-columns: 2.4rem minmax(0, 30rem);
    gap: 1.2rem 0.9rem;
    align-content: end;
    padding: 1.5rem;
    overflow: hidden;
  }
  .ghosts > * {
    height: 2.4rem;
    border-radius: 0.6rem;
    background: var(--surface-raised);
    animation: breathe 1.2s infinite alternate;
  }
  @media (max-width: 56rem) {
    .back {
      display: grid;
    }
  }
`;
