// What was corrected on the card of a quotation, so that the conversation's next price keeps it.
//
// The conversation prices what was said in it. Facts that were set on the card and that it still
// says nothing new of are set again on its next quotation; what it says anew counts.
import { keep, kept } from "./shared/kept.js";

const KEY = "comptoir.assurance.corrections";
const OF_CAR = ["make", "model", "vehicle_year", "fuel", "fiscal_power"];

export class Corrections {
  #state = kept(KEY) ?? { shown: {}, changes: {}, base: null };

  /** Which quotation stands in place of each of the conversation's: `{id: id}`. */
  get shown() {
    return this.#state.shown;
  }

  /** `changes` were made to the quotation `from`, which became `quotation`; or some were `undone`. */
  made({ from, quotation, changes = {}, undone = {} }) {
    const { shown, base } = this.#state;
    const root = Object.keys(shown).find((id) => shown[id] === from) ?? from;
    if (root !== base?.id) return this.#keep({ shown: { ...shown, [root]: quotation.id } });
    this.#keep({
      shown: { ...shown, [root]: quotation.id },
      changes: Object.fromEntries(
        Object.entries({ ...this.#state.changes, ...changes }).filter(([slot]) => !(slot in undone)),
      ),
    });
  }

  /** What to set again on the `quotation` that the conversation just made: `{slot: value}`. */
  heard(quotation) {
    const { base, changes } = this.#state;
    const now = { id: quotation.id, facts: factsOf(quotation) };
    const isSameCar = base?.facts.model === now.facts.model && base?.facts.make === now.facts.make;
    const again = Object.entries(changes).filter(
      ([slot]) =>
        same(now.facts[slot], base?.facts[slot]) && (isSameCar || !OF_CAR.includes(slot)),
    );
    this.#keep({ base: now, changes: {} });
    return Object.fromEntries(again);
  }

  forget() {
    this.#keep({ shown: {}, changes: {}, base: null });
  }

  #keep(fields) {
    this.#state = { ...this.#state, ...fields };
    keep(KEY, this.#state);
  }
}

// `profil` has what was said alone: a formula that is only assumed is no news.
const factsOf = ({ profil, franchise }) => ({ deductible: franchise, ...profil });

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
