// <staff-merge>: let a claim go on in another one of the same customer.
import { css, html, nothing } from "../vendor/lit.js";
import { day, named, t } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";
import { toast } from "../shared/toasts.js";
import { Panel } from "./panel.js";

const NAME = "(SAV-MDF-[0-9]{5,}|TKT-[0-9]{4}-[0-9]{6,})";

class StaffMerge extends Panel {
  static properties = {
    /** Open claims about the same order. */
    others: { state: true },
    into: { state: true },
  };

  static styles = [
    Panel.styles,
    css`
      .other {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        justify-items: start;
        width: 100%;
        border-radius: var(--radius-small);
        text-align: start;
      }
      .other[aria-pressed="true"] {
        border-color: var(--accent);
        background: var(--accent-soft);
      }
      .choices {
        display: grid;
        gap: 0.4rem;
      }
    `,
  ];

  constructor() {
    super();
    this.others = [];
    this.into = "";
  }

  render() {
    return html`<div class="row">
        <button class="button small" @click=${this.#ask}>${icon("merge", 17)} ${t("merge.title")}</button>
      </div>
      <dialog aria-labelledby="merging" @close=${() => (this.refusal = null)}>
        <form @submit=${this.#merge}>
          <h2 id="merging">${t("merge.title")}</h2>
          <p>${t("merge.text", this.claim.ticket_id)}</p>
          ${this.others.length
            ? html`<div class="choices" role="group" aria-label=${t("merge.sameOrder")}>
                <p class="quiet">${t("merge.sameOrder")}</p>
                ${this.others.map((other) => this.#other(other))}
              </div>`
            : nothing}
          <label>
            ${t("merge.into")}
            <input
              name="into"
              required
              placeholder="SAV-MDF-00042"
              pattern=${NAME}
              .value=${this.into}
              @input=${({ target }) => (this.into = target.value)}
              autocapitalize="characters"
              autocomplete="off"
              spellcheck="false"
            />
          </label>
          ${this.refused()}
          <div class="actions">
            <button class="button primary" ?disabled=${this.busy}>${t("merge.do")}</button>
            <button class="button" type="button" @click=${() => this.dialog.close()}>${t("cancel")}</button>
          </div>
        </form>
      </dialog>`;
  }

  #other({ ticket_id: id, product_name: name, status, created_at: at }) {
    return html`<button
      class="button other"
      type="button"
      aria-pressed=${this.into === id}
      @click=${() => (this.into = id)}
    >
      <strong>${id}</strong>
      <span>${name ?? t("claims.unnamed")} · ${named("status", status)} · ${day(at.slice(0, 10))}</span>
    </button>`;
  }

  async #ask() {
    this.dialog.showModal();
    const { order_number: order, ticket_id: mine } = this.claim;
    if (!order) return;
    const asked = new URLSearchParams({ q: order, status: "open", limit: 10 });
    const { tickets } = await this.api.get(`/api/tickets/?${asked}`).catch(() => ({ tickets: [] }));
    this.others = tickets.filter((each) => each.order_number === order && each.ticket_id !== mine);
  }

  async #merge(event) {
    event.preventDefault();
    const into = this.into.trim();
    if (!(await this.do("merge", { into }))) return;
    this.dialog.close();
    toast(t("merge.done", into));
  }
}

customElements.define("staff-merge", StaffMerge);
