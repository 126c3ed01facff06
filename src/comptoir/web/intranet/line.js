// The socket to the service: opened again whenever it is lost, and honest about its state.
//
// "frame" events bring what the service says, "open" says that frames can be sent again, "change"
// that the state is another. A page may be cut at any moment: what must not be lost is the outbox's.

const LONGEST_WAIT_S = 30;
const QUIET_MS = 20_000; // then we ask whether anybody is there
const SILENT_MS = 40_000; // then nobody is
const LOOK_MS = 2_500;
const AT_ONCE = 90; // the service takes 100, then 20 a second
const EVERY_MS = 1000 / 18;

export class Line extends EventTarget {
  #api;
  #tokens;
  #socket = null;
  #isWanted = false;
  #tries = 0;
  #timer;
  #watch;
  #heardAt = 0;
  #shown = null; // the token that the socket knows
  #queue = [];
  #allowed = AT_ONCE;
  #pacing = null;
  #generation = 0;

  constructor(api, tokens) {
    super();
    this.#api = api;
    this.#tokens = tokens;
    /** "off", "connecting", "open", or "waiting" until `retryAt`. */
    this.state = "off";
    this.retryAt = null;
    addEventListener("online", () => this.tryNow());
    addEventListener("offline", () => this.#lose());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.tryNow();
    });
  }

  get isOpen() {
    return this.state === "open";
  }

  /** Connect, and stay connected. */
  start() {
    this.#isWanted = true;
    clearInterval(this.#watch);
    this.#watch = setInterval(() => this.#look(), LOOK_MS);
    this.#connect();
  }

  /** Say goodbye, and stay away. */
  stop() {
    this.#isWanted = false;
    clearInterval(this.#watch);
    this.#drop();
    this.#become("off");
  }

  /** Do not wait for the next try. */
  tryNow() {
    if (this.#isWanted && this.state === "waiting" && navigator.onLine) this.#connect();
  }

  /** The connection does not answer as it should: take another. */
  renew() {
    if (this.isOpen) this.#lose();
  }

  /** Send a frame, when its turn comes; says whether there is a connection to send it on. */
  send(frame) {
    if (!this.isOpen) return false;
    this.#queue.push(frame);
    this.#drain();
    return true;
  }

  async #connect() {
    clearTimeout(this.#timer);
    this.#drop();
    if (!navigator.onLine) return this.#become("waiting");
    const generation = this.#generation;
    this.#become("connecting");
    try {
      await this.#api.get("/me"); // a browser does not tell why a socket was refused
    } catch (problem) {
      if (generation !== this.#generation) return undefined;
      if (problem.status === undefined) throw problem;
      if (problem.status === 401) return this.stop();
      return this.#later(problem.retryAfterS);
    }
    if (generation !== this.#generation) return undefined;
    this.#shown = this.#tokens.access;
    const address = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/`;
    const socket = (this.#socket = new WebSocket(address, ["bearer", this.#shown]));
    socket.addEventListener("open", () => socket === this.#socket && this.#opened());
    socket.addEventListener("message", ({ data }) => socket === this.#socket && this.#heard(data));
    socket.addEventListener("close", () => socket === this.#socket && this.#lose());
    return undefined;
  }

  #opened() {
    this.#heardAt = Date.now();
    this.#allowed = AT_ONCE;
    this.#become("open");
    this.dispatchEvent(new Event("open"));
  }

  #heard(text) {
    this.#heardAt = Date.now();
    this.#tries = 0;
    this.dispatchEvent(new CustomEvent("frame", { detail: JSON.parse(text) }));
  }

  #lose() {
    if (!this.#isWanted || this.state === "off") return;
    this.#drop();
    this.#later();
  }

  #drop() {
    this.#generation += 1;
    clearTimeout(this.#timer);
    clearTimeout(this.#pacing);
    this.#pacing = null;
    this.#queue = [];
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #later(atLeastS = null) {
    const waitS = Math.min(LONGEST_WAIT_S, 2 ** this.#tries++) * (0.5 + Math.random() / 2);
    const waitMs = Math.max(waitS, atLeastS ?? 0) * 1000;
    this.retryAt = navigator.onLine ? Date.now() + waitMs : null;
    this.#become("waiting");
    if (navigator.onLine) this.#timer = setTimeout(() => this.#connect(), waitMs);
  }

  #become(state) {
    if (state !== "waiting") this.retryAt = null;
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }

  // --- sending no faster than the service listens

  #drain() {
    if (this.#pacing) return;
    while (this.#queue.length && this.#allowed > 0) {
      this.#allowed -= 1;
      this.#socket.send(JSON.stringify(this.#queue.shift()));
    }
    if (this.#allowed < AT_ONCE) {
      this.#pacing = setTimeout(() => {
        this.#pacing = null;
        this.#allowed += 1;
        if (this.isOpen) this.#drain();
      }, EVERY_MS);
    }
  }

  // --- being there

  #look() {
    if (!this.isOpen) return;
    const quietMs = Date.now() - this.#heardAt;
    if (quietMs > SILENT_MS) return void this.#lose();
    if (quietMs > QUIET_MS) this.send({ type: "ping" });
    this.#stayKnown();
  }

  // A token ends after an hour; the connection goes on with the next one.
  async #stayKnown() {
    if (this.#tokens.expired) await this.#api.get("/me").catch(() => {});
    const access = this.#tokens.access;
    if (!access || access === this.#shown || !this.isOpen) return;
    this.#shown = access;
    this.send({ type: "auth", token: access });
  }
}
