// Drawn for these pages on a 24 × 24 grid, strokes of 1.75; they take the colour of the text.
import { html, svg } from "../vendor/lit.js";

const shapes = {
  alert: svg`<path d="M12 3.5 2.8 19.5h18.4z"/><path d="M12 10v4.5M12 17.2v.1"/>`,
  armchair: svg`<path d="M6 11V7.5A3.5 3.5 0 0 1 9.5 4h5A3.5 3.5 0 0 1 18 7.5V11"/>
    <path d="M4.8 11A1.8 1.8 0 0 1 6.6 12.8V14h10.8v-1.2a1.8 1.8 0 1 1 3.1 1.3L19.5 18h-15l-1-3.9A1.8 1.8 0 0 1 4.8 11z"/>
    <path d="M6.5 18v2M17.5 18v2"/>`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
  clock: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.2 2"/>`,
  copy: svg`<rect x="8.5" y="8.5" width="11" height="11" rx="2"/><path d="M15.5 8.5v-2a2 2 0 0 0-2-2h-7a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h2"/>`,
  cross: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  down: svg`<path d="M12 5v14m-6-6 6 6 6-6"/>`,
  file: svg`<path d="M6 3.5h8l4 4v13H6z"/><path d="M14 3.5v4h4M9 12.5h6M9 16h6"/>`,
  offline: svg`<path d="M3.5 9.5a13 13 0 0 1 5-2.8M20.5 9.5A13 13 0 0 0 12 6.2M7 13.2a8 8 0 0 1 3.4-1.9M17 13.2a8 8 0 0 0-2-1.4M12 17.8v.1M4 4l16 16"/>`,
  person: svg`<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6"/>`,
  restart: svg`<path d="M12.5 5.5h-6a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h1.5v3l4-3h5.5a2 2 0 0 0 2-2v-3"/><path d="M18.5 3.5v6M15.5 6.5h6"/>`,
  send: svg`<path d="M12 19V5.5m-6 6 6-6 6 6"/>`,
  shieldBare: svg`<path d="M12 3.5 5 6v5.5c0 4.3 2.9 7.5 7 9 4.1-1.5 7-4.7 7-9V6z"/><path d="M12 8.5v4M12 15.5v.1"/>`,
  shield: svg`<path d="M12 3.5 5 6v5.5c0 4.3 2.9 7.5 7 9 4.1-1.5 7-4.7 7-9V6z"/><path d="m9 12 2.2 2.2L15.2 10"/>`,
};

/** One of the shapes above; decorative, so a button that shows nothing else needs a label. */
export function icon(name, size = 20) {
  return html`<svg
    width=${size}
    height=${size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${shapes[name]}
  </svg>`;
}
