// What was said and is not acknowledged yet: kept in this browser until the service has it.
//
// Each message has an entry of its own in the storage, so that two tabs never overwrite each
// other's; its `clientId` makes sending it again harmless.
import { keep, kept, newId } from "./shared/kept.js";

const MOST = 500;

export class Outbox extends EventTarget {
  #prefix;
  #entries = new Map();
  #count = 0;

  /** Over what the person `userId` left in this browser. */
  constructor(userId) {
    super();
    this.#prefix = `comptoir.intranet.${userId}.outbox.`;
    for (const key of keysBeginningWith(this.#prefix)) {
      const entry = kept(key);
      if (entry?.clientId) this.#entries.set(entry.clientId, waiting(entry));
    }
    this.#sort();
    addEventListener("storage", this.#elsewhere);
  }

  /** Hear no more of other tabs. */
  close() {
    removeEventListener("storage", this.#elsewhere);
  }

  get isFull() {
    return this.#entries.size >= MOST;
  }

  get size() {
    return [...this.#entries.values()].filter(({ status }) => status !== "stored").length;
  }

  /** The entries of one room or conversation, in the order they were said. */
  of(key) {
    return [...this.#entries.values()].filter((entry) => entry.key === key);
  }

  /** Those that are to be sent, in their order. */
  get unsent() {
    return [...this.#entries.values()].filter(({ status }) => status === "queued");
  }

  get(clientId) {
    return this.#entries.get(clientId);
  }

  add(key, { content, replyTo = null, files = [] }) {
    const entry = {
      clientId: newId(),
      key,
      content,
      replyTo,
      files,
      at: new Date().toISOString(),
      order: Date.now() * 1000 + (this.#count++ % 1000),
      status: "queued",
    };
    this.#keep(entry);
    return entry;
  }

  /** Another state of an entry: "queued", "sent", "refused" (with a `problem`). */
  mark(clientId, fields) {
    const entry = this.#entries.get(clientId);
    if (entry) this.#keep({ ...entry, ...fields });
  }

  /** Whatever was sent and not acknowledged has to be sent again. */
  requeue() {
    for (const entry of this.#entries.values()) {
      if (entry.status === "sent") this.#keep(waiting(entry));
    }
  }

  /** The service has it, as this `id` and `seq`; shown until the message itself is. */
  store(clientId, { id, seq }) {
    const entry = this.#entries.get(clientId);
    if (!entry) return;
    keep(this.#prefix + clientId, null);
    this.#entries.set(clientId, { ...entry, status: "stored", id, seq, problem: undefined });
    this.#tell();
  }

  /** The entry that became the message `id`, which is forgotten. */
  take(id) {
    for (const [clientId, entry] of this.#entries) {
      if (entry.id !== id) continue;
      this.#entries.delete(clientId);
      this.#tell();
      return entry;
    }
    return null;
  }

  forget(clientId) {
    keep(this.#prefix + clientId, null);
    this.#entries.delete(clientId);
    this.#tell();
  }

  #keep(entry) {
    keep(this.#prefix + entry.clientId, entry);
    this.#entries.set(entry.clientId, entry);
    this.#tell();
  }

  #sort() {
    const sorted = [...this.#entries].sort(([, one], [, other]) => one.order - other.order);
    this.#entries = new Map(sorted);
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }

  // Another tab that had it too has heard that it is stored.
  #elsewhere = ({ key, newValue }) => {
    if (!key?.startsWith(this.#prefix) || newValue !== null) return;
    if (this.#entries.delete(key.slice(this.#prefix.length))) this.#tell();
  };
}

const waiting = (entry) =>
  entry.status === "sent" ? { ...entry, status: "queued", maybeStored: true } : entry;

function keysBeginningWith(prefix) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return []; // nothing can be kept
  }
}
