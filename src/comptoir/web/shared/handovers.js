// The conversations that customers asked a person for, as the service last listed them.

export class Handovers extends EventTarget {
  #api;

  constructor(api) {
    super();
    this.#api = api;
    /** Who waits, the longest first, then whom we have answered; null until it is known. */
    this.list = null;
    /** How many there are in all: the list holds a hundred. */
    this.total = 0;
    /** Why the last look failed, or null. */
    this.problem = null;
  }

  /** How many customers wait for words. */
  get waiting() {
    return (this.list ?? []).filter(({ waiting_since: since }) => since).length;
  }

  /** Ask the service again; listeners of "change" are told. */
  async look() {
    try {
      const { handovers, total } = await this.#api.get("/api/handovers");
      this.list = handovers.sort(byWait);
      this.total = total;
      this.problem = null;
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.problem = problem;
    }
    this.dispatchEvent(new Event("change"));
  }
}

const byWait = (a, b) =>
  (a.waiting_since ? 0 : 1) - (b.waiting_since ? 0 : 1) ||
  (a.waiting_since ?? a.created_at).localeCompare(b.waiting_since ?? b.created_at);
