// One WebSocket to the service: a frame asked, its answer awaited, in order; advisers' words as they come.

const ANSWER_MS = 35_000; // the service itself gives up after 30 s
const OPEN_MS = 15_000;

/** The line was cut before the answer came: the frame may have arrived, or not. */
export class LostError extends Error {}

export class Line extends EventTarget {
  #socket = null;
  #waiting = [];

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Connect. Throws `LostError`. */
  open() {
    this.close();
    const address = new URL("/ws", location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => this.#hear(JSON.parse(data)));
    socket.addEventListener("close", () => socket === this.#socket && this.#drop());
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => socket.close(), OPEN_MS);
      socket.addEventListener("open", () => resolve(clearTimeout(late)));
      socket.addEventListener("close", () => reject(new LostError()));
    });
  }

  close() {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#abandon();
  }

  /** The answer to one frame. Throws `LostError`. */
  ask(frame) {
    if (!this.isOpen) return Promise.reject(new LostError());
    this.#socket.send(JSON.stringify(frame));
    return new Promise((resolve, reject) => {
      // A line without an answer is dead, whatever it says: the next one tells what arrived.
      const late = setTimeout(() => this.#drop(), ANSWER_MS);
      this.#waiting.push({ resolve, reject, late });
    });
  }

  #hear(frame) {
    if (frame.type === "staff" || frame.type === "released") {
      this.dispatchEvent(new CustomEvent(frame.type, { detail: frame }));
      return;
    }
    const first = this.#waiting.shift();
    clearTimeout(first?.late);
    first?.resolve(frame);
  }

  #drop() {
    this.close();
    this.dispatchEvent(new Event("down"));
  }

  #abandon() {
    for (const { reject, late } of this.#waiting.splice(0)) {
      clearTimeout(late);
      reject(new LostError());
    }
  }
}
