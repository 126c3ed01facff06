// What tells one claim from another at a glance: priority, danger, words nobody has read yet.
import { css, html, nothing } from "../vendor/lit.js";
import { named, t } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";

/** The priority that the queue follows. */
export const priority = ({ computed_priority: level }) =>
  html`<span class="mark ${level}" title=${named("priority", level)}>
    ${level}
  </span>`;

/** Danger, unread words, a deadline that was escalated. */
export const warnings = ({ danger, customer_replied_at: unread, escalated_at: escalated }) => [
  danger ? html`<span class="mark danger">${icon("alert", 15)} ${t("mark.danger")}</span>` : nothing,
  unread ? html`<span class="mark unread">${icon("chat", 15)} ${t("mark.unread")}</span>` : nothing,
  escalated ? html`<span class="mark">${t("mark.escalated")}</span>` : nothing,
];

export const marksStyle = css`
  .mark {
    display: inline-flex;
    gap: 0.3rem;
    align-items: center;
    padding: 0.15rem 0.55rem;
    border: 1px solid var(--line-strong);
    border-radius: 0.45rem;
    font-size: 0.82rem;
    font-weight: 700;
    line-height: 1.35;
    white-space: nowrap;
  }
  .mark.P1,
  .mark.danger {
    border-color: var(--danger);
    background: var(--danger);
    color: var(--surface);
  }
  .mark.P2 {
    border-color: var(--warm);
    color: var(--warm);
  }
  .mark.P3 {
    color: var(--ink-soft);
  }
  .mark.unread {
    border-color: var(--accent);
    background: var(--accent-soft);
    color: var(--accent-strong);
  }
`;
