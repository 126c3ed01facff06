// <staff-assign>: whose a claim is.
import { html, nothing } from "../vendor/lit.js";
import { t } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";
import { toast } from "../shared/toasts.js";
import { Panel } from "./panel.js";

class StaffAssign extends Panel {
  static properties = {
    account: { attribute: false },
    colleagues: { attribute: false },
  };

  render() {
    const { assigned_to: whose } = this.claim;
    const people = this.#people();
    return html`<h3>${t("assign.title")}</h3>
      <label>
        <span class="visually-hidden">${t("assign.label")}</span>
        <select ?disabled=${this.busy} @change=${this.#chosen}>
          <option value="" .selected=${!whose}>${t("queue.unassigned")}</option>
          ${people.map(
            ({ id, name }) => html`<option value=${id} .selected=${whose?.id === id}>${name}</option>`,
          )}
        </select>
      </label>
      ${whose?.id === this.account.id
        ? nothing
        : html`<div class="row">
            <button class="button small" ?disabled=${this.busy} @click=${() => this.#give(this.account.id)}>
              ${icon("person", 17)} ${t("assign.me")}
            </button>
          </div>`}
      ${this.refused()}`;
  }

  // Whoever has it may have left since, and is still to be shown.
  #people() {
    const { assigned_to: whose } = this.claim;
    const isKnown = !whose || this.colleagues.some(({ id }) => id === whose.id);
    return isKnown ? this.colleagues : [...this.colleagues, whose];
  }

  #chosen({ target }) {
    return this.#give(target.value || null);
  }

  async #give(assignee) {
    const answer = await this.do("assign", { assignee }, ["assigned_to"]);
    if (answer) {
      const name = answer.ticket.assigned_to?.name;
      toast(name ? t("assign.done", name) : t("assign.undone"));
    } else this.requestUpdate(); // back to whose it is
  }
}

customElements.define("staff-assign", StaffAssign);
