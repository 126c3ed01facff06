// Doing something to a claim, once, however often the button is pressed; and noticing that a
// colleague was faster.
import { newId } from "../shared/kept.js";

const OVERTAKEN = ["transition_not_allowed", "ticket_merged", "ticket_ended", "overtaken"];

/** Whether a refusal says that the claim is no longer what the page shows. */
export const isOvertaken = ({ status, code }) => status === 409 && OVERTAKEN.includes(code);

export class Deeds {
  #api;
  #tried = {}; // what was tried last, and its key

  constructor(api) {
    this.#api = api;
  }

  /** Do `deed` to the claim `id`; the answer. Throws `Problem`. The same again is done once. */
  async do(id, deed, body) {
    const said = JSON.stringify([id, deed, body]);
    if (this.#tried.said !== said) this.#tried = { said, key: newId() };
    const headers = { "Idempotency-Key": this.#tried.key };
    try {
      const answer = await this.#api.post(`/api/tickets/${id}/${deed}`, body, headers);
      this.#tried = {};
      return answer;
    } catch (problem) {
      if (!problem.passing) this.#tried = {};
      throw problem;
    }
  }
}
