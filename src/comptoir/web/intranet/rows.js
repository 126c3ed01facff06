// The look of lists of rooms, people, files, resources and products.
import { css } from "./vendor/lit.js";

export const rows = css`
  .top {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6rem 1rem;
    align-items: center;
    justify-content: space-between;
  }
  .rows {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    margin: 0;
    padding: 0;
    overflow: clip;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    list-style: none;
  }
  .rows li + li {
    border-top: 1px solid var(--line);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 0.9rem;
    align-items: center;
    min-height: 4rem;
    padding: 0.6rem 1rem;
    color: inherit;
    text-decoration: none;
  }
  a.row {
    flex-wrap: nowrap;
  }
  a.row:hover {
    background: var(--surface-raised);
  }
  a.row:focus-visible {
    outline-offset: -3px;
  }
  .row > svg:last-child {
    color: var(--ink-soft);
  }
  .words {
    display: grid;
    flex: 1 1 12rem;
    min-width: 0;
    line-height: 1.35;
  }
  .words b,
  .words small {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .words b {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .words small {
    font-size: 0.88rem;
    color: var(--ink-soft);
    overflow-wrap: anywhere;
  }
  .words a {
    color: inherit;
  }
  .sign {
    display: grid;
    place-items: center;
    flex: none;
    width: 2.4rem;
    height: 2.4rem;
    border-radius: 32%;
    background: var(--accent-soft);
    color: var(--accent-strong);
    font-size: 1.15rem;
    font-weight: 700;
  }
  .badge {
    flex: none;
    padding: 0.1rem 0.6rem;
    border-radius: 999px;
    background: var(--accent-soft);
    color: var(--accent-strong);
    font-size: 0.8rem;
    font-weight: 600;
    white-space: nowrap;
  }
  .badge.warns {
    background: var(--notice-soft);
    color: var(--ink);
  }
  .badge.off {
    background: var(--surface-raised);
    color: var(--ink-soft);
  }
  .doing {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
    align-items: center;
  }
  .doing select {
    width: auto;
    min-height: 2.25rem;
    padding-block: 0.2rem;
  }
  .button.icon {
    width: 2.75rem;
    min-height: 2.75rem;
    padding: 0;
    border-color: transparent;
    background: none;
  }
  .button.icon:hover {
    background: var(--surface-raised);
  }
  .more {
    justify-self: center;
  }
  .bar {
    height: 0.4rem;
    overflow: hidden;
    border-radius: 999px;
    background: var(--surface-raised);
  }
  .ghost {
    height: 4rem;
  }
`;
