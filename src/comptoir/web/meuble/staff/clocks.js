// The clocks of a claim as staff read them: what is left to answer and to intervene, what is late,
// and what stands still while the customer is waited for.
import { css, html, nothing } from "../vendor/lit.js";
import { day, length, moment, t } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";
import { ENDED } from "../claim-status.js";

const SOON_MS = { response: 4 * 3_600_000, intervention: 24 * 3_600_000 };
const SHAPES = { done: "check", paused: "pause", late: "alert", soon: "clock", on: "clock", over: "check" };

/**
 * Where a claim's clock `which` ("response" or "intervention") stands at `now`: `{state, due, leftMs}`.
 *
 * `state` is "done", "over", "paused", "late", "soon" or "on". A paused clock shows what was left
 * when the claim was read, at `readAt`.
 */
export function clockOf(claim, which, readAt, now = Date.now()) {
  const due = claim[`sla_${which}_deadline`];
  const at = (moment_) => new Date(due) - moment_;
  if (which === "response" && claim.responded_at) {
    return { state: "done", due, leftMs: at(new Date(claim.responded_at)) };
  }
  if (ENDED.includes(claim.status)) return { state: "over", due, leftMs: 0 };
  if (which === "intervention" && claim.waiting_since) {
    return { state: at(readAt) < 0 ? "late" : "paused", due, leftMs: at(readAt) };
  }
  const leftMs = at(now);
  return { state: leftMs < 0 ? "late" : leftMs < SOON_MS[which] ? "soon" : "on", due, leftMs };
}

/** Whether a claim is past a deadline, and how long it has until the next one. */
export function urgencyOf(claim, readAt, now) {
  const clocks = ["response", "intervention"].map((which) => clockOf(claim, which, readAt, now));
  const running = clocks.filter(({ state }) => ["late", "soon", "on"].includes(state));
  return {
    isLate: clocks.some(({ state }) => state === "late"),
    leftMs: Math.min(...running.map(({ leftMs }) => leftMs), Infinity),
  };
}

/** One clock in a few words, with what they are about for those who do not see the column. */
export function shortClock(claim, which, readAt) {
  const { state, due, leftMs } = clockOf(claim, which, readAt);
  return html`<span class="clock ${state}" title=${moment(due)}>
    ${icon(SHAPES[state], 16)}
    <span><small>${t(`clock.${which}`)}</small> ${words(state, leftMs)}</span>
  </span>`;
}

function words(state, leftMs) {
  if (state === "late") return t("clock.late", length(leftMs));
  if (state === "paused") return t("clock.paused", length(leftMs));
  if (state === "over") return t("clock.over");
  if (state === "done") return t(leftMs < 0 ? "clock.doneLate" : "clock.done");
  return length(leftMs);
}

/** Both clocks and the law's, with their dates. */
export function clocksPanel(claim, readAt) {
  return html`<section class="panel" aria-labelledby="clocks">
    <h3 id="clocks">${t("clocks.title")}</h3>
    ${["response", "intervention"].map(
      (which) => html`<div class="due">
        ${shortClock(claim, which, readAt)}
        <time class="quiet" datetime=${claim[`sla_${which}_deadline`]}>
          ${t("clock.due", moment(claim[`sla_${which}_deadline`]))}
        </time>
      </div>`,
    )}
    ${legal(claim)}
    ${claim.escalated_at
      ? html`<p class="quiet">${t("clock.escalated", moment(claim.escalated_at))}</p>`
      : nothing}
  </section>`;
}

function legal({ legal_clock: law, status }) {
  if (!law || ENDED.includes(status)) return nothing;
  const [warn, tell] = [law.warn_staff_on, law.tell_customer_on].map((on) => day(on.slice(0, 10)));
  return html`<div class="due">
    <span class="clock">${icon("shield", 16)} <span>${t("clock.legal")}</span></span>
    <span class="quiet">${t("clock.legalText", warn, tell)}</span>
  </div>`;
}

export const clocksStyle = css`
  .clock {
    display: inline-flex;
    gap: 0.4rem;
    align-items: start;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    line-height: 1.3;
  }
  .clock svg {
    margin-top: 0.1rem;
    color: var(--accent);
  }
  .clock small {
    display: block;
    font-size: 0.78rem;
    font-weight: 400;
    color: var(--ink-soft);
  }
  .clock.late,
  .clock.late svg {
    color: var(--danger);
  }
  .clock.soon,
  .clock.soon svg {
    color: var(--warm);
  }
  .clock.paused,
  .clock.paused svg,
  .clock.over,
  .clock.over svg,
  .clock.done,
  .clock.done svg {
    color: var(--ink-soft);
    font-weight: 500;
  }
  .due {
    display: grid;
    gap: 0.1rem;
  }
  .due > .quiet {
    padding-inline-start: 1.4rem;
    font-size: 0.9rem;
  }
`;
