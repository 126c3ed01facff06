// The warranty verdict, the same in the recap and in the claim.
import { css, html, nothing } from "./vendor/lit.js";
import { day, named, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";

/** What the customer is entitled to, and until when; nothing if the service did not say. */
export function warrantyView(warranty) {
  if (!warranty) return nothing;
  return html`<section class="warranty" ?data-covered=${warranty.covered}>
    ${icon(warranty.covered ? "shield" : "shieldBare", 22)}
    <div>
      <h3>${t(verdict(warranty))}</h3>
      <p>${[basis(warranty), term(warranty)].filter(Boolean).join(" · ")}</p>
      ${remedies(warranty)}
    </div>
  </section>`;
}

function verdict({ covered, certain }) {
  if (certain) return covered ? "warranty.covered" : "warranty.notCovered";
  return covered ? "warranty.likely" : "warranty.unknown";
}

const basis = ({ basis: name, component }) =>
  name === "commerciale" && component
    ? `${named("basis", name)} (${named("component", component)})`
    : name && named("basis", name);

function term({ until, days_left: daysLeft }) {
  if (!until) return null;
  if (daysLeft === null || daysLeft < 0) return t("warranty.since", day(until));
  return `${t("warranty.until", day(until))} (${t("warranty.daysLeft", daysLeft)})`;
}

const remedies = ({ covered, remedies: codes }) =>
  codes?.length
    ? html`<p>${t(covered ? "warranty.remedies" : "warranty.still")}</p>
        <ol role="list">
          ${codes.map((code) => html`<li>${named("remedy", code)}</li>`)}
        </ol>`
    : nothing;

export const warrantyStyle = css`
  .warranty {
    display: flex;
    gap: 0.75rem;
    padding: 0.8rem 0.9rem;
    border-radius: var(--radius-small);
    background: var(--surface-raised);
    color: var(--ink);
  }
  .warranty[data-covered] {
    background: var(--accent-soft);
  }
  .warranty > svg {
    margin-top: 0.1rem;
    color: var(--ink-soft);
  }
  .warranty[data-covered] > svg {
    color: var(--accent);
  }
  .warranty h3 {
    font: 600 1rem/1.4 var(--sans);
  }
  .warranty p,
  .warranty ol {
    margin: 0.15rem 0 0;
    font-size: 0.95rem;
  }
  .warranty p::first-letter {
    text-transform: uppercase;
  }
  .warranty p:empty {
    display: none;
  }
  .warranty ol {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 1rem;
    padding: 0;
    counter-reset: remedy;
    list-style: none;
  }
  .warranty li::before {
    counter-increment: remedy;
    content: counter(remedy) ". ";
    color: var(--ink-soft);
  }
  .warranty li:only-child::before {
    content: none;
  }
`;
