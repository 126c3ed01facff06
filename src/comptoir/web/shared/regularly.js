// Work that a component repeats while it is seen: a look at what is new, a clock that goes on.

/** Does `work` every `everyMs` while `host` is in the page and the page is in front. */
export class Regularly {
  #timer;
  #look;
  #everyMs;

  constructor(host, everyMs, work) {
    this.#everyMs = everyMs;
    this.#look = () => {
      if (document.visibilityState === "visible" && navigator.onLine) work();
    };
    host.addController(this);
  }

  hostConnected() {
    this.#timer = setInterval(this.#look, this.#everyMs);
    document.addEventListener("visibilitychange", this.#look);
  }

  hostDisconnected() {
    clearInterval(this.#timer);
    document.removeEventListener("visibilitychange", this.#look);
  }
}
