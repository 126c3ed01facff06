// How long a customer has been waiting, in words and with its colour.
import { css, html } from "../vendor/lit.js";
import { t } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";

const PATIENCE_MS = 30 * 60_000; // then the assistant helps again

export const waitingStyle = css`
  .wait {
    display: inline-flex;
    gap: 0.4rem;
    align-items: center;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .wait.late {
    color: var(--danger);
  }
  .wait.answered {
    color: var(--good);
    font-weight: 500;
  }
`;

/** Since when, or that there was an answer. */
export function waiting(since) {
  if (!since) return html`<span class="wait answered">${icon("check", 17)} ${t("desk.answered")}</span>`;
  const ms = Math.max(0, Date.now() - new Date(since));
  const isLate = ms > PATIENCE_MS;
  return html`<span class="wait ${isLate ? "late" : ""}">
    ${icon(isLate ? "alert" : "clock", 17)} ${t("desk.waits", Math.floor(ms / 60_000))}
  </span>`;
}
