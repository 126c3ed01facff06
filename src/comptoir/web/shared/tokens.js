// Who is signed in on this browser: the tokens of one service, the same in every tab.
import { keep, kept, whenKeptElsewhere } from "./kept.js";

const MARGIN_MS = 20_000;

export class Tokens extends EventTarget {
  #key;
  #now;

  constructor(service) {
    super();
    this.#key = `comptoir.${service}.tokens`;
    this.#now = kept(this.#key);
    whenKeptElsewhere(this.#key, () => this.#adopt(kept(this.#key)));
  }

  get access() {
    return this.#now?.access ?? null;
  }

  get refresh() {
    return this.#now?.refresh ?? null;
  }

  get expired() {
    return this.#now !== null && Date.now() > this.#now.expiresAt - MARGIN_MS;
  }

  /** Keep the tokens of a sign-in or a refresh answer (`expires_in` is in seconds). */
  set({ access_token: access, refresh_token: refresh, expires_in: lifetimeS }) {
    const now = { access, refresh, expiresAt: Date.now() + lifetimeS * 1000 };
    keep(this.#key, now);
    this.#adopt(now);
  }

  /** Forget them; `expired` says that the service no longer takes them, and tells the page so. */
  clear({ expired = false } = {}) {
    keep(this.#key, null);
    this.#adopt(null);
    if (expired) this.dispatchEvent(new Event("expired"));
  }

  /** Read again what another tab may just have written. */
  reread() {
    this.#adopt(kept(this.#key) ?? this.#now);
  }

  #adopt(now) {
    const changed = (now === null) !== (this.#now === null);
    this.#now = now;
    if (changed) this.dispatchEvent(new Event("change"));
  }
}
