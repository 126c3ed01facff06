// Who types in a chat: until they stop, or are not heard of for a while.

const LASTS_MS = 6_000;

export class Typists {
  #timers = new Map();
  #changed;

  /** `changed` is called when somebody begins or stops. */
  constructor(changed) {
    this.#changed = changed;
  }

  /** Their user ids. */
  get ids() {
    return [...this.#timers.keys()];
  }

  hear(userId, isTyping) {
    const before = this.#timers.has(userId);
    clearTimeout(this.#timers.get(userId));
    this.#timers.delete(userId);
    if (isTyping) this.#timers.set(userId, setTimeout(() => this.hear(userId, false), LASTS_MS));
    if (before !== isTyping) this.#changed();
  }
}
