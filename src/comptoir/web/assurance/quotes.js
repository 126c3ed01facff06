// The quotations that this browser has seen: their whole answers, and a list that outlives the visit.
//
// A correction makes another quotation: the one before stays what it was, under its own id.
import { language } from "./shared/i18n.js";
import { keep, kept, newId, whenKeptElsewhere } from "./shared/kept.js";

const KEY = "comptoir.assurance.quotes";
const MOST_KEPT = 40;

export class Quotes extends EventTarget {
  #api;
  #tokens;
  #known = new Map();
  #reasons = new Map();

  constructor(api, tokens) {
    super();
    this.#api = api;
    this.#tokens = tokens;
    whenKeptElsewhere(KEY, () => this.#tell());
  }

  /** What was kept here, newest first: `[{id, car, formula, annual, date, until}]`. */
  get kept() {
    return kept(KEY) ?? [];
  }

  /** The whole quotation, if it was seen since the page opened, in words the page can show. */
  known(id) {
    const quotation = this.#known.get(id);
    return quotation && isReadable(quotation) ? quotation : null;
  }

  /** Say why the quotation `id` is not the one that the conversation made, `{before, changes}`. */
  explain(id, reason) {
    this.#reasons.set(id, reason);
  }

  /** Why it is not the one that the conversation made, if so. */
  reason(id) {
    return this.#reasons.get(id) ?? null;
  }

  /** Keep a quotation; one made of another takes its place in the list. */
  add(quotation, { instead = null } = {}) {
    this.#known.set(quotation.id, quotation);
    const others = this.kept.filter(({ id }) => id !== quotation.id && id !== instead);
    keep(KEY, [this.#line(quotation), ...others].slice(0, MOST_KEPT));
    this.#tell();
  }

  /** The quotation `id`, from here or from the service. Throws `Problem`. */
  async get(id) {
    if (!this.known(id)) {
      const { quotation } = await this.#api.get(`/api/quotation/${encodeURIComponent(id)}`);
      this.#known.set(id, quotation);
      if (!this.kept.some((one) => one.id === id)) this.add(quotation);
    }
    return this.#known.get(id);
  }

  /** Another quotation, with `changes` to the facts of `id`. Throws `Problem`. */
  async revise(id, changes, { instead = true } = {}) {
    const path = `/api/quotation/${encodeURIComponent(id)}/revise`;
    const key = { "Idempotency-Key": newId() };
    const { quotation } = await this.#api.post(path, { changes }, key);
    this.add(quotation, { instead: instead ? id : null });
    return quotation;
  }

  /** The document of a quotation, as bytes. Throws `Problem`. */
  pdf(id) {
    return this.#api.blob("GET", `/api/quotation/${encodeURIComponent(id)}/pdf`);
  }

  /** Forget one in this browser; the service keeps it. */
  forget(id) {
    keep(KEY, this.kept.filter((one) => one.id !== id));
    this.#tell();
  }

  /** Forget those made while somebody was signed in. */
  forgetOwned() {
    for (const { id, owned } of this.kept) if (owned) this.#known.delete(id);
    keep(KEY, this.kept.filter(({ owned }) => !owned));
    this.#tell();
  }

  #line(quotation) {
    return {
      id: quotation.id,
      car: carOf(quotation.profil),
      formula: quotation.formule,
      annual: quotation.prime_annuelle,
      date: quotation.date,
      until: quotation.valable_jusqu_au,
      owned: this.#tokens.access !== null,
    };
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}

/** Whether its words are there in the page's language: the French ones only when told in French. */
export const isReadable = ({ langue }) => language.current !== "fr" || langue !== "en";

/** The car of a profile in words. */
export const carOf = ({ make, model, generation }) =>
  [make, model, generation].filter(Boolean).join(" ");
