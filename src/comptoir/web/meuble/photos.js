// Photos and films on their way to the shop: looked at, sent one by one, retried, removed.
//
// A photo is {id, name, size, kind, preview, status, progress, url, analysis, problem}; `status` is
// waiting, sending, done, refused (it will never be taken) or failed (it may be tried again).
import { newId } from "./shared/kept.js";

export const MOST = 10;
const MOST_BYTES = 10 * 2 ** 20;
const EXTENSIONS = /\.(jpe?g|png|gif|bmp|mp4|mov|avi|webm)$/i;
const AT_ONCE = 2;

/** What a file chooser is told to offer. */
export const ACCEPTED = {
  any: "image/jpeg,image/png,image/gif,image/bmp,video/mp4,video/quicktime,video/webm,.avi",
  photo: "image/jpeg,image/png,image/gif,image/bmp",
  video: "video/mp4,video/quicktime,video/webm,.avi",
};

export class Photos extends EventTarget {
  #api;
  #then;
  #files = new Map();
  #stops = new Map();
  #timer;

  /** `then` is awaited with each photo that was taken, before it counts as done. */
  constructor(api, { list = [], then = async () => {} } = {}) {
    super();
    this.#api = api;
    this.#then = then;
    this.list = list.filter(({ status }) => status === "done");
    addEventListener("online", () => this.#again());
  }

  /** Whether some are still on their way. */
  get busy() {
    return this.list.some(({ status }) => status === "waiting" || status === "sending");
  }

  /** Whether some did not arrive. */
  get troubled() {
    return this.list.some(({ status }) => status === "failed" || status === "refused");
  }

  get done() {
    return this.list.filter(({ status }) => status === "done");
  }

  /** Send `files`; says how many were left aside because there are too many. */
  add(files) {
    const room = MOST - this.list.length;
    const taken = [...files].slice(0, Math.max(0, room));
    this.#become([...this.list, ...taken.map((file) => this.#photo(file))]);
    this.#send();
    return files.length - taken.length;
  }

  remove(id) {
    this.#stops.get(id)?.abort();
    this.#release(id);
    this.#become(this.list.filter((photo) => photo.id !== id));
  }

  retry(id) {
    this.#update(id, { status: "waiting", problem: null });
    this.#send();
  }

  clear() {
    for (const { id } of this.list) this.remove(id);
  }

  // A key a file: an upload whose answer was lost is not kept twice.
  #photo(file) {
    const id = newId();
    const kind = file.type.startsWith("video/") || /\.(mp4|mov|avi|webm)$/i.test(file.name) ? "video" : "photo";
    const told = { id, name: file.name, size: file.size, kind, progress: 0 };
    const code = EXTENSIONS.test(file.name) ? file.size > MOST_BYTES && "tooLarge" : "format";
    if (code) return { ...told, status: "refused", problem: { words: code } };
    this.#files.set(id, file);
    const preview = kind === "photo" ? URL.createObjectURL(file) : null;
    return { ...told, preview, status: "waiting" };
  }

  #again() {
    for (const { id, status } of this.list) if (status === "failed") this.retry(id);
  }

  #send() {
    clearTimeout(this.#timer);
    const sending = this.list.filter(({ status }) => status === "sending").length;
    const next = this.list.filter(({ status }) => status === "waiting").slice(0, AT_ONCE - sending);
    for (const { id } of next) this.#one(id);
  }

  async #one(id) {
    const stop = new AbortController();
    this.#stops.set(id, stop);
    this.#update(id, { status: "sending", progress: 0 });
    try {
      const sent = this.#sent(id) ?? (await this.#upload(id, stop.signal));
      this.#update(id, { ...sent, progress: 1 });
      await this.#then(this.list.find((photo) => photo.id === id));
      this.#files.delete(id);
      this.#update(id, { status: "done" });
    } catch (problem) {
      if (this.#failed(id, problem)) return;
    } finally {
      this.#stops.delete(id);
    }
    this.#send();
  }

  // What arrived but could not be used yet is not sent again.
  #sent(id) {
    const { url, file_id, analysis } = this.list.find((photo) => photo.id === id);
    return url ? { url, file_id, analysis } : null;
  }

  async #upload(id, signal) {
    const form = new FormData();
    form.append("files", this.#files.get(id));
    const progress = (share) => this.#update(id, { progress: share });
    const headers = { "Idempotency-Key": id };
    const { files } = await this.#api.upload("/api/upload", form, { headers, progress, signal });
    const [{ url, file_id, analysis }] = files;
    return { url, file_id, analysis };
  }

  // Says whether all have to wait.
  #failed(id, problem) {
    if (!this.list.some((photo) => photo.id === id)) return false; // removed meanwhile
    if (problem.status === undefined) throw problem;
    const { status, code, detail, requestId, retryAfterS } = problem;
    if (status === 429 && retryAfterS !== null) {
      this.#update(id, { status: "waiting", progress: 0 });
      this.#timer = setTimeout(() => this.#send(), retryAfterS * 1000);
      return true;
    }
    const told = { status, code, detail, requestId, retryAfterS };
    this.#update(id, { status: problem.passing || status === 401 ? "failed" : "refused", problem: told });
    return false;
  }

  #release(id) {
    const { preview } = this.list.find((photo) => photo.id === id) ?? {};
    if (preview) URL.revokeObjectURL(preview);
    this.#files.delete(id);
  }

  #update(id, fields) {
    this.#become(this.list.map((photo) => (photo.id === id ? { ...photo, ...fields } : photo)));
  }

  #become(list) {
    this.list = list;
    this.dispatchEvent(new Event("change"));
  }
}
