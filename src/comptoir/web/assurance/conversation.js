// The conversation with the service: what was said, what is on its way, and how it survives.
//
// A message is written to this browser's storage before it leaves. When the line is cut before its
// answer, the history says whether it arrived; only one that did not is sent again.
import { Problem } from "./shared/api.js";
import { keep, kept, whenKeptElsewhere } from "./shared/kept.js";
import { Line, LostError } from "./line.js";
import { adviserTurn, backTurn, merge, message, pending, reply } from "./turns.js";

const KEY = "comptoir.assurance.conversation";
const EMPTY = { sessionId: null, closed: false, adviser: null, turns: [] };
const LONGEST_WAIT_S = 30;
const MOST_TURNS = 400; // kept in this browser; the service keeps them all
const STATUSES = {
  AUTH_REQUIRED: 401,
  INVALID_CREDENTIALS: 401,
  NOT_FOUND: 404,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  INTERNAL_ERROR: 500,
  DATABASE_ERROR: 503,
  GATEWAY_TIMEOUT: 504,
};

export class Conversation extends EventTarget {
  #tokens;
  #line = new Line();
  #state = { ...EMPTY, ...kept(KEY) };
  #working = null;
  #isAskedAgain = false;
  #introducedAs = null; // the token that this line was signed in with
  #tries = 0;
  #timer;

  constructor(tokens) {
    super();
    this.#tokens = tokens;
    this.loading = false;
    this.#line.addEventListener("staff", ({ detail }) => this.#heardAdviser(detail));
    this.#line.addEventListener("released", ({ detail }) => this.#heardBack(detail));
    this.#line.addEventListener("down", () => this.#later());
    whenKeptElsewhere(KEY, () => this.#become({ ...EMPTY, ...kept(KEY) }));
    addEventListener("online", () => this.retry());
    addEventListener("offline", () => this.#line.close());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible" && this.#state.sessionId) this.#work({ anew: true });
    });
  }

  get turns() {
    return this.#state.turns;
  }

  get closed() {
    return this.#state.closed;
  }

  /** Who the conversation was handed over to: "waiting" for an adviser, "adviser", or null. */
  get adviser() {
    return this.#state.adviser;
  }

  /** Whether the service is working on an answer. */
  get busy() {
    return this.turns.some((turn) => turn.status === "sending");
  }

  /** The assistant's last turn, unless somebody spoke after it. */
  get open() {
    const last = this.turns.at(-1);
    return last?.role === "assistant" ? last : null;
  }

  /** Say `text`; it leaves when what was said before it has. */
  say(text) {
    this.#change(({ turns }) => ({ turns: [...turns, message(text)], closed: false }));
    return this.#work();
  }

  /** Try again at once what has not left. */
  retry() {
    this.#tries = 0;
    return this.#work();
  }

  /** Take back a message that the service refused. */
  takeBack({ id }) {
    this.#change(({ turns }) => ({ turns: turns.filter((turn) => turn.id !== id) }));
  }

  /** Show what the service remembers, and send what was left on its way. */
  async restore() {
    if (!this.#state.sessionId && !this.turns.some(pending)) return;
    this.#tell({ loading: true });
    await this.#work();
    this.#tell({ loading: false });
  }

  /** Begin again, with nothing said. */
  restart() {
    this.#forget([]);
  }

  /**
   * Go on as whoever signed in: what was on its way leaves now, as theirs.
   *
   * What a sign-in that ran out held back was somebody's: another one's words they are not.
   */
  async signedIn(email) {
    this.#change(({ asleep, sessionId, turns }) => {
      if (!asleep) return {};
      if (asleep.email === email) return { sessionId: sessionId ?? asleep.sessionId, asleep: null };
      const refused = { status: "refused", problem: { status: 403, code: "other_person" } };
      const isHeld = ({ problem }) => problem?.status === 401;
      return {
        asleep: null,
        turns: turns.map((turn) => (isHeld(turn) ? { ...turn, ...refused } : turn)),
      };
    });
    await this.retry();
  }

  /** Leave nothing here, but for what had not left when a sign-in of `email` ran out. */
  signedOut({ expired = null } = {}) {
    const { sessionId, turns } = this.#state;
    if (!expired) return this.#forget([]);
    const held = { status: "unsent", problem: { status: 401 } };
    const left = turns.filter(pending).map((turn) => ({ ...turn, ...held }));
    this.#forget(left, { email: expired, sessionId });
  }

  // --- the line

  // One at a time, in all tabs together: two that send what was left would send it twice.
  async #work({ anew = false } = {}) {
    if (this.#working) {
      this.#isAskedAgain = true;
      return this.#working;
    }
    clearTimeout(this.#timer);
    const alone = (work) =>
      navigator.locks ? navigator.locks.request("comptoir.assurance.talk", work) : work();
    this.#working = alone(() => this.#flush(anew)).finally(() => (this.#working = null));
    await this.#working;
    if (this.#isAskedAgain) {
      this.#isAskedAgain = false;
      await this.#work();
    }
  }

  async #flush(anew) {
    this.#become({ ...EMPTY, ...(kept(KEY) ?? this.#state) });
    const hasWork = !this.signedOutHolds && this.turns.some(waits);
    if (!this.#state.sessionId && !hasWork) return;
    if (!navigator.onLine) return this.#hold({ status: 0, code: "offline" });
    try {
      const isReady = this.#line.isOpen && this.#introducedAs === this.#tokens.access;
      if (anew || !isReady || this.turns.some(({ isSent }) => isSent)) await this.#connect();
      for (let turn; !this.signedOutHolds && (turn = this.turns.find(waits));) await this.#send(turn);
      this.#tries = 0;
    } catch (problem) {
      if (problem instanceof LostError) this.#hold({ status: 0, code: "unreachable" });
      else if (problem instanceof Problem) this.#hold(problem);
      else throw problem;
      if (problem.status !== 401) this.#later(problem.retryAfterS);
    }
  }

  /** Whether messages wait for somebody to sign in again: they would leave without a name. */
  get signedOutHolds() {
    return !this.#tokens.access && this.turns.some(({ problem }) => problem?.status === 401);
  }

  async #connect() {
    if (this.#introducedAs && this.#introducedAs !== this.#tokens.access) this.#line.close();
    if (!this.#line.isOpen) {
      this.#introducedAs = null;
      await this.#line.open();
    }
    if (this.#introducedAs !== this.#tokens.access) await this.#introduce();
    const { sessionId } = this.#state;
    if (!sessionId) return;
    const frame = await this.#line.ask({ type: "history", session_id: sessionId });
    if (frame.type === "history") this.#remember(frame);
    // What nobody signed in to is forgotten after a day: the next word begins anew.
    else if (frame.code === "NOT_FOUND") this.#change(() => ({ sessionId: null }));
    else throw problemOf(frame);
  }

  async #introduce() {
    if (this.#tokens.expired) this.#tokens.clear({ expired: true });
    if (!this.#tokens.access) return;
    const frame = await this.#line.ask({ type: "auth", token: this.#tokens.access });
    if (frame.code === "INVALID_CREDENTIALS") this.#tokens.clear({ expired: true });
    else if (frame.type === "error") throw problemOf(frame);
    else this.#introducedAs = this.#tokens.access;
  }

  // Whoever was away when an adviser wrote, or gave the conversation back, finds it here.
  #remember({ messages, handed_over: isHandedOver }) {
    this.#change(({ turns, adviser }) => ({
      turns: merge(turns, messages),
      adviser: isHandedOver
        ? messages.at(-1)?.role === "staff" ? "adviser" : (adviser ?? "waiting")
        : null,
    }));
  }

  async #send(turn) {
    this.#update(turn.id, { status: "sending", problem: undefined, isSent: true });
    const { sessionId } = this.#state;
    const frame = await this.#line.ask({
      type: "message",
      content: turn.content,
      ...(sessionId && { session_id: sessionId }),
    });
    if (frame.type !== "error") return this.#answered(turn.id, frame);
    const problem = problemOf(frame);
    this.#update(turn.id, { status: "queued", isSent: undefined });
    if (problem.status === 404 && sessionId) return this.#change(() => ({ sessionId: null }));
    if (problem.status === 401 && this.#tokens.access) this.#tokens.clear({ expired: true });
    else if (problem.status === 401 && sessionId) return this.#change(() => ({ sessionId: null }));
    if (problem.passing || problem.status === 409 || problem.status === 401) throw problem;
    this.#update(turn.id, { status: "refused", problem: told(problem) });
  }

  #answered(id, frame) {
    this.#change(({ turns, adviser }) => ({
      turns: turns.flatMap((turn) => (turn.id === id ? [delivered(turn), reply(frame)] : [turn])),
      sessionId: frame.session_id,
      closed: frame.should_close_session,
      adviser: adviserAfter(frame, adviser),
    }));
    this.dispatchEvent(new CustomEvent("answer", { detail: frame }));
  }

  #heardAdviser(frame) {
    this.#heardUnasked(adviserTurn(frame), "adviser");
  }

  #heardBack(frame) {
    this.#heardUnasked(backTurn(frame), null);
  }

  #heardUnasked(turn, adviser) {
    this.#change(({ turns }) => ({
      turns: turns.some(({ id }) => id === turn.id)
        ? turns
        : [...turns.filter((one) => !pending(one)), turn, ...turns.filter(pending)],
      adviser,
    }));
    this.dispatchEvent(new CustomEvent("adviser", { detail: turn }));
  }

  // What waits is held, with the reason; a message that may have arrived stays marked so.
  #hold(problem) {
    const reason = { status: "unsent", problem: told(problem) };
    this.#change(({ turns }) => ({
      turns: turns.map((turn) =>
        waits(turn) && turn.problem?.status !== 401 ? { ...turn, ...reason } : turn,
      ),
    }));
  }

  // An open conversation keeps its line: an adviser may answer at any time.
  #later(waitS = null) {
    clearTimeout(this.#timer);
    if (!navigator.onLine) return;
    const seconds = waitS ?? Math.min(LONGEST_WAIT_S, 2 ** this.#tries++);
    this.#timer = setTimeout(() => this.#work(), seconds * 1000);
  }

  // --- state

  #forget(turns, asleep = null) {
    clearTimeout(this.#timer);
    this.#line.close();
    this.#change(() => ({ ...EMPTY, turns, asleep }));
  }

  #tell(fields) {
    Object.assign(this, fields);
    this.dispatchEvent(new Event("change"));
  }

  #update(id, fields) {
    this.#change(({ turns }) => ({
      turns: turns.map((turn) => (turn.id === id ? { ...turn, ...fields } : turn)),
    }));
  }

  // From what is kept, which another tab may just have changed.
  #change(change) {
    const now = { ...EMPTY, ...(kept(KEY) ?? this.#state) };
    const state = { ...now, ...change(now) };
    state.turns = state.turns.slice(-MOST_TURNS);
    keep(KEY, state);
    this.#become(state);
  }

  #become(state) {
    this.#state = state;
    this.dispatchEvent(new Event("change"));
  }
}

const waits = ({ status }) => status === "queued" || status === "sending" || status === "unsent";

const delivered = ({ id, role, content, at }) => ({ id, role, content, at });

const told = ({ status, code, detail, requestId, retryAfterS }) => ({
  status,
  code,
  detail,
  requestId,
  retryAfterS,
});

function problemOf({ code, message: detail, details }) {
  const retryAfterS = details?.retry_after ?? null;
  return new Problem({ status: STATUSES[code] ?? 400, code, detail, retryAfterS });
}

// Until an adviser gives it back the assistant only says that words were passed on.
function adviserAfter({ intent, data }, before) {
  if (data.handed_over || data.withdrawal) return "waiting";
  return intent === "parler_humain" ? (before ?? "waiting") : null;
}
