// The clocks of a claim: ours, which stops while we wait for photos, and the law's, which does not.
import { css, html, nothing } from "./vendor/lit.js";
import { day, fromNow, moment, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { ENDED } from "./claim-status.js";

/** When the customer is answered, when somebody comes, and what the law gives if nobody does. */
export function clocks(claim) {
  return html`<section class="panel" aria-labelledby="clocks">
    <h3 id="clocks">${t("clocks.title")}</h3>
    <ul class="clocks" role="list">
      ${response(claim)} ${intervention(claim)} ${legal(claim)}
    </ul>
  </section>`;
}

function response({ responded_at: answered, sla_response_deadline: due, status }) {
  if (answered) return clock("check", t("claim.response"), at("clocks.answered", answered));
  if (ENDED.includes(status)) return nothing;
  return clock("clock", t("claim.response"), dueAt(due), isPast(due));
}

function intervention({ sla_intervention_deadline: due, waiting_since: waits, status }) {
  if (ENDED.includes(status)) return clock("check", t("claim.intervention"), t("clocks.over"));
  if (waits || status === "en_attente_preuves") {
    return clock("pause", t("claim.intervention"), html`${moment(due)} <br />${t("clocks.paused")}`);
  }
  return clock("clock", t("claim.intervention"), dueAt(due), isPast(due));
}

function legal({ legal_clock: law, status }) {
  if (!law || ENDED.includes(status)) return nothing;
  return clock("shield", t("clocks.legal"), t("clocks.legalText", day(law.tell_customer_on.slice(0, 10))));
}

const isPast = (due) => new Date(due) < new Date();

const at = (key, iso) => html`<time datetime=${iso}>${t(key, moment(iso))}</time>`;

function dueAt(due) {
  const words = isPast(due) ? t("clocks.late") : fromNow(due);
  return html`<time datetime=${due}>${moment(due)}</time> <span class="left">${words}</span>`;
}

const clock = (shape, label, words, late = false) =>
  html`<li class=${late ? "late" : ""}>
    ${icon(shape, 22)}
    <div>
      <p class="quiet">${label}</p>
      <p>${words}</p>
    </div>
  </li>`;

export const clocksStyle = css`
  .clocks {
    display: grid;
    gap: 0.9rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .clocks li {
    display: flex;
    gap: 0.75rem;
  }
  .clocks svg {
    margin-top: 0.15rem;
    color: var(--accent);
  }
  .clocks .quiet {
    font-size: 0.85rem;
  }
  .clocks .left {
    font-weight: 600;
    white-space: nowrap;
  }
  .clocks .late svg,
  .clocks .late .left {
    color: var(--danger);
  }
`;
