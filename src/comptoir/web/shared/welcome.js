// What an empty conversation looks like: a face, a greeting and a few ways to begin.
import { css } from "../vendor/lit.js";

export const welcome = css`
  :host {
    display: grid;
    gap: 1rem;
    justify-items: start;
    max-width: 36rem;
    padding: clamp(0.5rem, 4vh, 2.5rem) 0 1rem;
  }
  .face {
    display: grid;
    place-items: center;
    width: 4rem;
    height: 4rem;
    border-radius: 50%;
    background: var(--accent-soft);
    color: var(--accent);
  }
  h2 {
    font-size: clamp(1.5rem, 1.2rem + 1.5vw, 2rem);
  }
  ul {
    display: grid;
    gap: 0.6rem;
    width: 100%;
    margin: 0.5rem 0 0;
    padding: 0;
    list-style: none;
  }
  .button {
    width: 100%;
    justify-content: start;
    padding: 0.7rem 1.1rem;
    border-color: var(--line);
    border-radius: var(--radius);
    font-weight: 400;
    text-align: start;
  }
  .button:hover {
    border-color: var(--accent);
  }
  @media (min-width: 40rem) {
    ul {
      grid-template-columns: 1fr 1fr;
    }
  }
`;
