// How long a customer has been waiting, in words and with its colour.
import { css, html } from "../vendor/lit.js";
import { length, t } from "./i18n.js";
import { icon } from "./icons.js";

const PATIENCE_MS = 30 * 60_000; // then the assistant helps again

export const waitingStyle = css`
  .wait {
    display: flex;
    gap: 0.4rem;
    align-items: center;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .wait.late {
    color: var(--danger);
  }
  .wait.answered {
    color: var(--answered, var(--ink-soft));
    font-weight: 500;
  }
`;

/** Since when a customer waits, or that there was an answer. */
export function waiting(since) {
  if (!since) return html`<span class="wait answered">${icon("check", 17)} ${t("desk.answered")}</span>`;
  const ms = Math.max(0, Date.now() - new Date(since));
  const isLate = ms > PATIENCE_MS;
  return html`<span class="wait ${isLate ? "late" : ""}">
    ${icon(isLate ? "alert" : "clock", 17)} ${t("desk.waits", length(ms))}
  </span>`;
}
