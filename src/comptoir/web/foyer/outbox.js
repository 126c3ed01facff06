// What was sent and is not known to have arrived, kept in this browser until the service answers.
//
// Each is `{key, kind, content, files, of, after}`: the key makes every try the same request. `kind`
// is "say", "edit" (`of` is the message it stands beside) or "again" (`of` is the answer).
import { keep, kept, newId } from "./shared/kept.js";

export class Outbox {
  #key;

  constructor(userId, chatId) {
    this.#key = `comptoir.foyer.${userId}.outbox.${chatId}`;
    this.waiting = kept(this.#key);
  }

  put(item) {
    this.waiting = { key: newId(), at: new Date().toISOString(), files: [], ...item };
    keep(this.#key, this.waiting);
  }

  /** It arrived, or is given up. */
  clear() {
    this.waiting = null;
    keep(this.#key, null);
  }
}

/** How an item is asked for: method, path and body. */
export function requestOf({ kind, of, content, files }, chatId) {
  if (kind === "edit") return ["PUT", `/api/messages/${of}`, { content }];
  if (kind === "again") return ["POST", `/api/messages/${of}/regenerate`, undefined];
  return ["POST", "/api/messages/stream", { chat_id: chatId, content, files }];
}
