// Documents on their way to an agent or a chat: sent with progress, then read by the service.
//
// An entry is `{key, name, state, share, problem, document}`; its state is "sending", "processing",
// "ready", "failed" (the service could not read it) or "refused" (it could not be sent).
import { newId } from "./shared/kept.js";

export const ACCEPTED = ".pdf,.docx,.txt,.md,.png,.jpg,.jpeg";
const MOST_BYTES = 10 * 2 ** 20;
const MOST_OF_A_MESSAGE = 10;
const LOOKS_MS = [600, 1_000, 1_600, 2_500, 4_000, 6_000];

export class Uploads extends EventTarget {
  #api;
  #entity;
  #closing = new AbortController();

  constructor(api, entityType, entityId) {
    super();
    this.#api = api;
    this.#entity = [entityType, entityId];
    this.list = [];
  }

  /** Whether any is still being sent or read. */
  get isBusy() {
    return this.list.some(({ state }) => state === "sending" || state === "processing");
  }

  add(files) {
    for (const file of files) {
      const entry = { key: newId(), name: file.name, file, state: "sending", share: 0 };
      this.list = [...this.list, entry];
      this.#send(entry);
    }
  }

  retry(entry) {
    this.#send(entry);
  }

  /** Show it no more; what the service has, it keeps. */
  drop(entry) {
    entry.sending?.abort();
    this.list = this.list.filter((each) => each !== entry);
    this.#tell();
  }

  /** The documents that go with a message, which begins anew: `[{id, filename}]`. */
  take() {
    const taken = this.list.filter(({ document }) => document).slice(0, MOST_OF_A_MESSAGE);
    this.list = this.list.filter((entry) => !taken.includes(entry));
    this.#tell();
    return taken.map(({ document }) => document.id);
  }

  close() {
    this.#closing.abort();
    for (const { sending } of this.list) sending?.abort();
  }

  async #send(entry) {
    Object.assign(entry, { state: "sending", share: 0, problem: null, sending: new AbortController() });
    this.#tell();
    try {
      if (entry.file.size > MOST_BYTES) throw tooLarge();
      entry.document = await this.#api.upload("/api/documents/upload", this.#form(entry), {
        headers: { "Idempotency-Key": entry.key },
        progress: (share) => {
          entry.share = share;
          this.#tell();
        },
        signal: entry.sending.signal,
      });
      entry.state = entry.document.state;
      this.dispatchEvent(new CustomEvent("uploaded", { detail: entry.document }));
      this.#tell();
      await this.#whenRead(entry);
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      if (this.#closing.signal.aborted || entry.sending.signal.aborted) return;
      Object.assign(entry, { state: "refused", problem });
    }
    this.#tell();
  }

  #form(entry) {
    const [entityType, entityId] = this.#entity;
    const form = new FormData();
    form.append("entity_type", entityType);
    form.append("entity_id", entityId);
    form.append("file", entry.file, entry.name);
    return form;
  }

  async #whenRead(entry) {
    for (let looks = 0; entry.state === "processing"; looks += 1) {
      await pause(LOOKS_MS[Math.min(looks, LOOKS_MS.length - 1)]);
      if (this.#closing.signal.aborted || !this.list.includes(entry)) return;
      const path = `/api/documents/${entry.document.id}/state`;
      const document = await this.#api.get(path).catch((problem) => {
        if (problem.passing) return null; // looked for again
        throw problem;
      });
      if (!document) continue;
      Object.assign(entry, { document, state: document.state });
      if (document.state !== "processing") {
        this.dispatchEvent(new CustomEvent("uploaded", { detail: document }));
      }
    }
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const tooLarge = () => Object.assign(new Error("too large"), { status: 400, tooLarge: true });
