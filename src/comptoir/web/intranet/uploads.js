// The files that go along with a message: sent to the service while one writes.
import { Problem, errorText } from "./shared/api.js";
import { newId } from "./shared/kept.js";

export const MOST = 10;
const MOST_BYTES = 10 * 2 ** 20;

export class Uploads extends EventTarget {
  #api;

  constructor(api) {
    super();
    this.#api = api;
    /** `{id, name, size, status: "sending" | "done" | "failed", share, file, problem}`. */
    this.list = [];
  }

  get done() {
    return this.list.filter(({ status }) => status === "done").map(({ file }) => file);
  }

  get isBusy() {
    return this.list.some(({ status }) => status === "sending");
  }

  get isTroubled() {
    return this.list.some(({ status }) => status === "failed");
  }

  /** Show files that the service has already. */
  become(files) {
    for (const { abort } of this.list) abort?.abort();
    this.list = files.map((file) => ({
      id: newId(),
      name: file.name,
      size: file.size_bytes,
      status: "done",
      file,
    }));
    this.#tell();
  }

  /** Send files; says how many were too many. */
  add(files) {
    const taken = files.slice(0, Math.max(0, MOST - this.list.length));
    for (const blob of taken) {
      const one = { id: newId(), name: blob.name, size: blob.size, blob, status: "sending", share: 0 };
      this.list = [...this.list, one];
      this.#send(one);
    }
    this.#tell();
    return files.length - taken.length;
  }

  again({ id }) {
    this.#update(id, { status: "sending", share: 0 });
    this.#send(this.list.find((one) => one.id === id));
  }

  remove({ id }) {
    this.list.find((one) => one.id === id)?.abort?.abort();
    this.list = this.list.filter((one) => one.id !== id);
    this.#tell();
  }

  async #send({ id, blob }) {
    if (blob.size > MOST_BYTES) return this.#update(id, { status: "failed", problem: null });
    const abort = new AbortController();
    this.#update(id, { abort });
    const form = new FormData();
    form.append("file", blob);
    try {
      const file = await this.#api.upload("/files", form, {
        headers: { "Idempotency-Key": id },
        progress: (share) => this.#update(id, { share }),
        signal: abort.signal,
      });
      this.#update(id, { status: "done", file, blob: undefined });
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.#update(id, { status: "failed", problem: errorText(problem), mayPass: problem.passing });
    }
  }

  #update(id, fields) {
    if (!this.list.some((one) => one.id === id)) return;
    this.list = this.list.map((one) => (one.id === id ? { ...one, ...fields } : one));
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}
