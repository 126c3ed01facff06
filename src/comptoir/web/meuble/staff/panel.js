// What the parts of a claim's file that one acts with have in common: a panel, a refusal, one deed
// at a time.
import { css, html, nothing } from "../vendor/lit.js";
import { errorText } from "../shared/api.js";
import { dialogs } from "../shared/dialogs.js";
import { Element } from "../shared/element.js";
import { fields } from "../shared/fields.js";
import { Deeds, isOvertaken } from "./deeds.js";

export class Panel extends Element {
  static properties = {
    api: { attribute: false },
    claim: { attribute: false },
    busy: { state: true },
    refusal: { state: true },
  };

  static styles = [
    Element.styles,
    dialogs,
    fields,
    css`
      :host {
        display: grid;
        gap: 0.8rem;
        grid-template-columns: minmax(0, 1fr);
        padding: 1.1rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      h3 {
        font-size: 1.2rem;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
      dialog {
        width: min(32rem, calc(100vw - 2rem));
      }
    `,
  ];

  #deeds;

  constructor() {
    super();
    this.busy = false;
    this.refusal = null;
  }

  get dialog() {
    return this.renderRoot.querySelector("dialog");
  }

  /**
   * Do `deed` to the claim and say so to the page, which reads it again; the answer, or null.
   *
   * `seen` names fields that must still be as they are shown.
   */
  async do(deed, body, seen = []) {
    this.busy = true;
    this.refusal = null;
    this.#deeds ??= new Deeds(this.api);
    try {
      if (seen.length) await this.#checkSeen(seen);
      const answer = await this.#deeds.do(this.claim.ticket_id, deed, body);
      this.emit("changed");
      return answer;
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      if (isOvertaken(problem)) {
        this.dialog?.close();
        this.emit("overtaken", problem);
      } else this.refusal = problem;
      return null;
    } finally {
      this.busy = false;
    }
  }

  // The service takes any move that is allowed; that somebody made another one first is for us to see.
  async #checkSeen(seen) {
    const { ticket } = await this.api.get(`/api/sav/ticket/${this.claim.ticket_id}`);
    const told = (claim) => JSON.stringify(seen.map((field) => claim[field] ?? null));
    if (told(ticket) !== told(this.claim)) throw new Overtaken();
  }

  /** The last refusal in words. */
  refused() {
    return html`<div role="alert">
      ${this.refusal ? html`<p class="refusal">${errorText(this.refusal)}</p>` : nothing}
    </div>`;
  }
}

class Overtaken extends Error {
  status = 409;
  code = "overtaken";
  detail = null;
}
