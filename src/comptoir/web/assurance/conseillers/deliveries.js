// <webhook-deliveries>: the latest deliveries of a webhook: how each went, and sending one again.
import { css, html, nothing, repeat } from "../vendor/lit.js";
import { errorText } from "../shared/api.js";
import { moment, named, t } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";
import { Regularly } from "../shared/regularly.js";
import { toast } from "../shared/toasts.js";
import { View } from "../shared/view.js";

const LOOK_EVERY_MS = 5_000;

class WebhookDeliveries extends View {
  static properties = {
    webhookId: { attribute: false },
    deliveries: { state: true },
    busy: { state: true },
  };

  static styles = [
    View.styles,
    css`
      :host {
        height: auto;
        overflow: visible;
        scrollbar-gutter: auto;
      }
      .wide {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 0.925rem;
      }
      th,
      td {
        padding: 0.5rem 0.8rem 0.5rem 0;
        border-top: 1px solid var(--line);
        text-align: start;
        vertical-align: top;
      }
      thead th {
        font-size: 0.85rem;
        color: var(--ink-soft);
      }
      tbody th {
        font-weight: 400;
      }
      code {
        font: 0.8rem var(--mono);
        color: var(--ink-soft);
        overflow-wrap: anywhere;
      }
      .good {
        color: var(--good);
        font-weight: 600;
      }
      .bad {
        color: var(--danger);
        font-weight: 600;
      }
      @media (max-width: 40rem) {
        thead {
          display: none;
        }
        tr {
          display: grid;
          padding: 0.5rem 0;
          border-top: 1px solid var(--line);
        }
        th,
        td {
          padding: 0.1rem 0;
          border: 0;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.deliveries = null;
    new Regularly(this, LOOK_EVERY_MS, () => this.refresh());
  }

  willUpdate(changed) {
    if (changed.has("webhookId")) this.refresh();
  }

  /** Read the log again. */
  async refresh() {
    const path = `/api/webhooks/${this.webhookId}/deliveries`;
    const found = await this.during(() => this.api.ask("GET", path));
    if (!found) return;
    const before = states(this.deliveries ?? found.deliveries);
    this.deliveries = found.deliveries;
    if (states(found.deliveries) !== before) this.emit("told"); // one may have disabled the webhook
  }

  render() {
    return html`${this.trouble(() => this.refresh())}
      ${this.deliveries === null ? nothing : this.deliveries.length ? this.#table() : html`<p class="quiet">${t("deliveries.none")}</p>`}`;
  }

  #table() {
    return html`<div class="wide" tabindex="0" role="region" aria-label=${t("deliveries.label")}>
      <table>
        <thead>
          <tr>
            ${["event", "state", "attempts", "when", "deed"].map((name) => html`<th scope="col">${t(`deliveries.${name}`)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${repeat(this.deliveries, ({ id }) => id, (delivery) => this.#row(delivery))}
        </tbody>
      </table>
    </div>`;
  }

  #row({ id, event_id: event, type, state, attempts, status, error, next_at: next, created_at: at, ended_at: ended }) {
    const kind = state === "delivered" ? "good" : state === "waiting" ? "" : "bad";
    return html`<tr>
      <th scope="row">${t(`event.${type}`)}<br /><code>${event}</code></th>
      <td>
        <span class=${kind}>${named("deliveries.state", state)}</span>
        ${status ? html`· HTTP ${status}` : nothing} ${error && !status ? html`· ${named("deliveries.error", error)}` : nothing}
        ${next && state === "failing" ? html`<br /><span class="quiet">${t("deliveries.next", moment(next))}</span>` : nothing}
      </td>
      <td>${t("deliveries.tries", attempts)}</td>
      <td>${moment(ended ?? at)}</td>
      <td>
        <button class="button small" ?disabled=${this.busy} aria-label=${t("deliveries.againThis", event)} @click=${() => this.#again(id)}>
          ${icon("undo", 16)} ${t("deliveries.again")}
        </button>
      </td>
    </tr>`;
  }

  async #again(id) {
    this.busy = true;
    try {
      await this.api.ask("POST", `/api/webhooks/${this.webhookId}/deliveries/${id}/replay`, { json: {} });
      toast(t("deliveries.sentAgain"));
      await this.refresh();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      toast(errorText(problem));
    } finally {
      this.busy = false;
    }
  }
}

const states = (deliveries) => deliveries.map(({ id, state }) => id + state).join();

customElements.define("webhook-deliveries", WebhookDeliveries);
