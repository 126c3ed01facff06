// Drawn for these pages on a 24 × 24 grid, strokes of 1.75; they take the colour of the text.
import { html, svg } from "../vendor/lit.js";

const shapes = {
  again: svg`<path d="M19.5 12a7.5 7.5 0 1 1-2.3-5.4l2.3 2.2M19.5 4.3v4.5H15"/>`,
  alert: svg`<path d="M12 3.5 2.8 19.5h18.4z"/><path d="M12 10v4.5M12 17.2v.1"/>`,
  armchair: svg`<path d="M6 11V7.5A3.5 3.5 0 0 1 9.5 4h5A3.5 3.5 0 0 1 18 7.5V11"/>
    <path d="M4.8 11A1.8 1.8 0 0 1 6.6 12.8V14h10.8v-1.2a1.8 1.8 0 1 1 3.1 1.3L19.5 18h-15l-1-3.9A1.8 1.8 0 0 1 4.8 11z"/>
    <path d="M6.5 18v2M17.5 18v2"/>`,
  back: svg`<path d="M19 12H5m6-6-6 6 6 6"/>`,
  bin: svg`<path d="M4.5 6.5h15M9.5 6.5v-2h5v2M6.5 6.5l.8 13h9.4l.8-13M10 10.5v5.5M14 10.5v5.5"/>`,
  camera: svg`<path d="M4 8.5A1.5 1.5 0 0 1 5.5 7H8l1.5-2.5h5L16 7h2.5A1.5 1.5 0 0 1 20 8.5v9a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5z"/><circle cx="12" cy="13" r="3.4"/>`,
  car: svg`<path d="M4 16.5v-3.2l1.6-5A2 2 0 0 1 7.5 7h9a2 2 0 0 1 1.9 1.3l1.6 5v3.2zM4.5 12.5h15M5.5 16.5v2M18.5 16.5v2M7.5 14.5h1M15.5 14.5h1"/>`,
  card: svg`<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><path d="M3.5 10h17M7 14.5h3.5"/>`,
  chat: svg`<path d="M5.5 4.5h13a2 2 0 0 1 2 2V15a2 2 0 0 1-2 2H12l-4.5 3.5V17h-2a2 2 0 0 1-2-2V6.5a2 2 0 0 1 2-2z"/><path d="M8 9h8M8 12.5h5"/>`,
  chart: svg`<path d="M4 20h16M6.5 16.5v-4M11 16.5V8M15.5 16.5v-6M20 16.5V5"/>`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
  clip: svg`<path d="m19 11-7.6 7.6a4.5 4.5 0 0 1-6.4-6.4l8-8a3 3 0 0 1 4.3 4.3l-7.7 7.7a1.5 1.5 0 0 1-2.2-2.2l7-7"/>`,
  clock: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.2 2"/>`,
  copy: svg`<rect x="8.5" y="8.5" width="11" height="11" rx="2"/><path d="M15.5 8.5v-2a2 2 0 0 0-2-2h-7a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h2"/>`,
  cross: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  down: svg`<path d="M12 5v14m-6-6 6 6 6-6"/>`,
  download: svg`<path d="M12 4v11m-5-5 5 5 5-5M4.5 19.5h15"/>`,
  drop: svg`<path d="M12 3.5c3.6 4.3 5.8 7.4 5.8 10.5a5.8 5.8 0 0 1-11.6 0c0-3.1 2.2-6.2 5.8-10.5z"/><path d="M9.3 14.5a2.8 2.8 0 0 0 2.2 2.5"/>`,
  file: svg`<path d="M6 3.5h8l4 4v13H6z"/><path d="M14 3.5v4h4M9 12.5h6M9 16h6"/>`,
  film: svg`<rect x="3.5" y="6" width="12" height="12" rx="2"/><path d="m15.5 10.5 5-2.8v8.6l-5-2.8"/>`,
  folder: svg`<path d="M3.5 6.5a1.5 1.5 0 0 1 1.5-1.5h4.5l2 2.5H19a1.5 1.5 0 0 1 1.5 1.5v8.5a1.5 1.5 0 0 1-1.5 1.5H5a1.5 1.5 0 0 1-1.5-1.5z"/><path d="m9 13.2 2.2 2.2 3.8-4.2"/>`,
  fork: svg`<circle cx="6.5" cy="5.5" r="2"/><circle cx="17.5" cy="5.5" r="2"/><circle cx="12" cy="18.5" r="2"/><path d="M6.5 7.5c0 4 5.5 3.5 5.5 9M17.5 7.5c0 4-5.5 3.5-5.5 9"/>`,
  hearth: svg`<path d="M3.5 11.5 12 4.5l8.5 7"/><path d="M6 9.8V19.5h12V9.8"/><path d="M12 10.3c.5 2.3 1.2 3 3.4 3.5-2.2.5-2.9 1.2-3.4 3.5-.5-2.3-1.2-3-3.4-3.5 2.2-.5 2.9-1.2 3.4-3.5z"/>`,
  key: svg`<circle cx="8" cy="15.5" r="4"/><path d="m11 12.5 8-8M16 7.5l3 3M13.5 10l2 2"/>`,
  left: svg`<path d="M15 5.5 8.5 12l6.5 6.5"/>`,
  link: svg`<path d="M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1"/>`,
  list: svg`<path d="M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.1M4.5 12h.1M4.5 17.5h.1"/>`,
  lock: svg`<rect x="5.5" y="10.5" width="13" height="9" rx="2"/><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"/>`,
  mail: svg`<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><path d="m4 7.5 8 6 8-6"/>`,
  memory: svg`<path d="M7 3.5h10a1 1 0 0 1 1 1v16l-6-4-6 4v-16a1 1 0 0 1 1-1z"/><path d="M9.5 8h5"/>`,
  merge: svg`<path d="M12 20v-7M6 4.5c0 5 6 4 6 8.5M18 4.5c0 5-6 4-6 8.5M9 17l3 3 3-3"/>`,
  mic: svg`<rect x="9" y="3.5" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v2.8"/>`,
  more: svg`<path d="M5.5 12h.1M12 12h.1M18.4 12h.1" stroke-width="3"/>`,
  next: svg`<path d="m9 5.5 6.5 6.5L9 18.5"/>`,
  offline: svg`<path d="M3.5 9.5a13 13 0 0 1 5-2.8M20.5 9.5A13 13 0 0 0 12 6.2M7 13.2a8 8 0 0 1 3.4-1.9M17 13.2a8 8 0 0 0-2-1.4M12 17.8v.1M4 4l16 16"/>`,
  pause: svg`<path d="M9 6v12M15 6v12"/>`,
  pen: svg`<path d="m5 19 1-4L16.5 4.5l3 3L9 18zM14 7l3 3"/>`,
  people: svg`<circle cx="9" cy="8.5" r="3.5"/><path d="M2.8 19.5c.6-3.3 3-5 6.2-5s5.6 1.7 6.2 5M15.5 5.3a3.5 3.5 0 0 1 0 6.4M17.3 14.8c2.1.5 3.5 2.1 3.9 4.7"/>`,
  person: svg`<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6"/>`,
  photo: svg`<rect x="3.5" y="4.5" width="17" height="15" rx="2"/><circle cx="9" cy="10" r="1.7"/><path d="m4 17.5 5-4.5 3.5 3 3-2.5 4.5 4"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  question: svg`<circle cx="12" cy="12" r="8.5"/><path d="M9.6 9.6a2.5 2.5 0 1 1 3.6 2.2c-.9.5-1.2 1-1.2 1.9M12 16.6v.1"/>`,
  quote: svg`<path d="M4.5 17V11a5 5 0 0 1 4.5-5v3a2 2 0 0 0-1.5 2H10v6zM14 17V11a5 5 0 0 1 4.5-5v3a2 2 0 0 0-1.5 2h2.5v6z"/>`,
  restart: svg`<path d="M12.5 5.5h-6a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h1.5v3l4-3h5.5a2 2 0 0 0 2-2v-3"/><path d="M18.5 3.5v6M15.5 6.5h6"/>`,
  search: svg`<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>`,
  send: svg`<path d="M12 19V5.5m-6 6 6-6 6 6"/>`,
  shield: svg`<path d="M12 3.5 5 6v5.5c0 4.3 2.9 7.5 7 9 4.1-1.5 7-4.7 7-9V6z"/><path d="m9 12 2.2 2.2L15.2 10"/>`,
  shieldBare: svg`<path d="M12 3.5 5 6v5.5c0 4.3 2.9 7.5 7 9 4.1-1.5 7-4.7 7-9V6z"/><path d="M12 8.5v4M12 15.5v.1"/>`,
  spark: svg`<path d="M12 3.5c1 5 2.5 6.8 8 8-5.5 1.2-7 3-8 8-1-5-2.5-6.8-8-8 5.5-1.2 7-3 8-8z"/>`,
  speaker: svg`<path d="M4.5 9.5v5h3.5l4.5 4v-13L8 9.5zM16 9a4.2 4.2 0 0 1 0 6M18.3 6.5a7.8 7.8 0 0 1 0 11"/>`,
  star: svg`<path d="m12 4 2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8z"/>`,
  stop: svg`<rect x="6.5" y="6.5" width="11" height="11" rx="1.5"/>`,
  thumbDown: svg`<path d="M8 14.5h-3A1.5 1.5 0 0 1 3.5 13V6A1.5 1.5 0 0 1 5 4.5h3zM8 14.5l3.5 6a2 2 0 0 0 2-2v-3.5h4.6a2 2 0 0 0 2-2.4l-1.2-6.5a2 2 0 0 0-2-1.6H8"/>`,
  thumbUp: svg`<path d="M8 9.5H5A1.5 1.5 0 0 0 3.5 11v7A1.5 1.5 0 0 0 5 19.5h3zM8 9.5l3.5-6a2 2 0 0 1 2 2V9h4.6a2 2 0 0 1 2 2.4l-1.2 6.5a2 2 0 0 1-2 1.6H8"/>`,
  truck: svg`<path d="M3 6.5h11v10H3zM14 10h3.6l3.4 3.3v3.2h-7"/><circle cx="7.5" cy="17" r="1.9"/><circle cx="17" cy="17" r="1.9"/>`,
  undo: svg`<path d="M4.5 9.5h9a5.5 5.5 0 0 1 0 11H9M4.5 9.5l4-4m-4 4 4 4"/>`,
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
