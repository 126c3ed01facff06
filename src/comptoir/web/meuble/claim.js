// <meuble-claim>: the claim that was registered, with all the customer needs to follow it.
import { css, html, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { moment, named, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { cardStyle, fact } from "./card.js";
import { copyButton } from "./shared/copy.js";
import { to } from "./routes.js";
import { warrantyStyle, warrantyView } from "./warranty.js";

class MeubleClaim extends Element {
  static properties = {
    claim: { attribute: false },
    /** The key to the claim for who has no account, or null. */
    token: {},
    spoken: {},
  };

  static styles = [
    Element.styles,
    cardStyle,
    warrantyStyle,
    css`
      header {
        background: var(--accent);
        color: var(--on-accent);
      }
      header svg {
        color: inherit;
      }
      .number {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.4rem 1rem;
      }
      .number p {
        font-size: 0.85rem;
        color: var(--ink-soft);
      }
      .number strong {
        font: 600 1.45rem/1.2 var(--mono);
        letter-spacing: 0.01em;
      }
      small {
        display: block;
        font-size: 0.85rem;
        font-weight: 400;
      }
      h3 {
        font: 600 1rem/1.4 var(--sans);
      }
      .text {
        white-space: pre-line;
        overflow-wrap: anywhere;
      }
      section ol {
        margin: 0.25rem 0 0;
        padding-inline-start: 1.4rem;
      }
      summary {
        cursor: pointer;
        font-weight: 500;
      }
      details code {
        display: block;
        margin: 0.5rem 0;
        padding: 0.5rem 0.7rem;
        border-radius: var(--radius-small);
        background: var(--surface-raised);
        font: 0.85rem/1.4 var(--mono);
        overflow-wrap: anywhere;
      }
      details p {
        margin-top: 0.4rem;
        font-size: 0.9rem;
      }
    `,
  ];

  render() {
    const { claim } = this;
    return html`<article aria-labelledby="title">
      <header>
        ${icon("check")}
        <h2 id="title">${t("claim.title")}</h2>
      </header>
      <div class="body">
        ${this.#number()}
        <dl>
          ${fact(t("claim.response"), at(claim.sla_response_deadline))}
          ${fact(t("claim.intervention"), this.#intervention())}
          ${fact(t("recap.priority"), named("priority", claim.priority))}
          ${fact(t("recap.status"), named("status", claim.status))}
        </dl>
        ${warrantyView(claim.warranty)} ${this.#evidence()} ${this.#next()}
        <div class="actions">
          <a class="button primary" href=${to("claims", claim.ticket_id)}>
            ${icon("folder")} ${t("claim.follow")}
          </a>
        </div>
        ${this.#token()}
      </div>
    </article>`;
  }

  #number() {
    return html`<div class="number">
      <div>
        <p>${t("claim.number")}</p>
        <strong id="number">${this.claim.ticket_id}</strong>
      </div>
      ${copyButton(this, "number", t("claim.copyNumber"))}
    </div>`;
  }

  #intervention() {
    const { status, sla_intervention_deadline: deadline } = this.claim;
    if (status !== "en_attente_preuves") return at(deadline);
    return html`${at(deadline)}<small class="quiet">${t("claim.paused")}</small>`;
  }

  #evidence() {
    const { evidence_requirements: text } = this.claim;
    if (!text) return nothing;
    return html`<section>
      <h3>${t("claim.evidence")}</h3>
      <p class="text" dir="auto" lang=${this.spoken}>${text}</p>
    </section>`;
  }

  #next() {
    const { next_steps: steps } = this.claim;
    if (!steps?.length) return nothing;
    return html`<section>
      <h3>${t("claim.next")}</h3>
      <ol dir="auto" lang=${this.spoken}>
        ${steps.map((step) => html`<li>${step}</li>`)}
      </ol>
    </section>`;
  }

  #token() {
    if (!this.token) return nothing;
    return html`<details>
      <summary>${t("claim.token")}</summary>
      <p class="quiet">${t("claim.tokenWhy")}</p>
      <code id="token">${this.token}</code>
      ${copyButton(this, "token")}
    </details>`;
  }
}

const at = (iso) => (iso ? html`<time datetime=${iso}>${moment(iso)}</time>` : null);

customElements.define("meuble-claim", MeubleClaim);
