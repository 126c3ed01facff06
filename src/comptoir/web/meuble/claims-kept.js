// The claims that were made in this browser without an account, and the code that opens each.
import { keep, kept, whenKeptElsewhere } from "./shared/kept.js";

const KEY = "comptoir.meuble.claims";
const MOST = 50;

export class KeptClaims extends EventTarget {
  #claims = kept(KEY) ?? [];

  constructor() {
    super();
    whenKeptElsewhere(KEY, () => this.#become(kept(KEY) ?? []));
  }

  /** Their ids, the newest first. */
  get ids() {
    return this.#claims.map(({ id }) => id);
  }

  /** Keep the claim `id`, which `token` opens. */
  add(id, token) {
    const others = this.#claims.filter((claim) => claim.id !== id);
    this.#save([{ id, token }, ...others].slice(0, MOST));
  }

  /** No longer keep the claim `id` here; it stays with the shop. */
  forget(id) {
    this.#save(this.#claims.filter((claim) => claim.id !== id));
  }

  /** The headers that open the claim `id` to whoever has no account. */
  opening(id) {
    const token = this.#claims.find((claim) => claim.id === id)?.token;
    return token ? { "X-Ticket-Token": token } : {};
  }

  #save(claims) {
    keep(KEY, claims);
    this.#become(claims);
  }

  #become(claims) {
    this.#claims = claims;
    this.dispatchEvent(new Event("change"));
  }
}
