// A claim's status as a coloured word.
import { css, html } from "./vendor/lit.js";
import { named } from "./shared/i18n.js";

const TONES = {
  en_attente_preuves: "asks",
  resolu: "good",
  rejete: "bad",
  clos: "past",
};

/** The statuses in which nothing more is to come. */
export const ENDED = ["resolu", "rejete", "clos"];

export const status = (name) =>
  html`<span class="status ${TONES[name] ?? "on"}">${named("status", name)}</span>`;

export const statusStyle = css`
  .status {
    display: inline-block;
    padding: 0.2rem 0.7rem;
    border-radius: 999px;
    background: var(--accent-soft);
    color: var(--accent-strong);
    font-size: 0.85rem;
    font-weight: 600;
    line-height: 1.4;
  }
  .status.asks {
    background: var(--notice-soft);
    color: var(--ink);
  }
  .status.bad {
    background: var(--danger-soft);
    color: var(--danger);
  }
  .status.past {
    background: var(--surface-raised);
    color: var(--ink-soft);
  }
`;
