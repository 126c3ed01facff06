// The conversation with the service: what was said, what is on its way, and how it survives.
//
// A message is written to this browser's storage before it leaves, and sent again with the same
// Idempotency-Key and body until the service has answered: never lost, never doubled.
import { language } from "./shared/i18n.js";
import { keep, kept, whenKeptElsewhere } from "./shared/kept.js";
import { latestSession, listed } from "./history.js";
import { merge, message, pending, prepend, reply } from "./turns.js";

const KEY = "comptoir.meuble.conversation";
const EMPTY = { sessionId: null, language: null, closed: false, adviser: null, turns: [] };
const LOOK_EVERY_MS = 20_000; // an adviser may answer at any time
const LOOK_EVERY_MS_WITH_ADVISER = 4_000;
const LONGEST_WAIT_S = 60;
const MOST_TRIES_ALONE = 10;

export class Conversation extends EventTarget {
  #api;
  #state = { ...EMPTY, ...kept(KEY) };
  #sent = null; // the id of the message that this tab is sending
  #streams = true; // until the service says that it has no such route
  #tries = 0;
  #timer;
  #looks;

  constructor(api) {
    super();
    this.#api = api;
    this.earlier = false;
    this.loading = false;
    /** What has been heard of an answer that is still arriving, or null. */
    this.partial = null;
    whenKeptElsewhere(KEY, () => this.#become({ ...EMPTY, ...kept(KEY) }));
    addEventListener("online", () => this.#requeue());
    language.addEventListener("change", () => this.#change({ language: language.current }));
    document.addEventListener("visibilitychange", () => this.#look());
    this.#lookLater();
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

  get #acknowledged() {
    return this.turns.filter((turn) => !pending(turn)).length;
  }

  /** The assistant's last turn, unless somebody spoke after it. */
  get open() {
    const last = this.turns.at(-1);
    return last?.role === "assistant" ? last : null;
  }

  /** Say `text` and show `photos` (that the shop has already); it leaves when those before have. */
  say(text, photos = []) {
    this.#change({ turns: [...this.turns, message(text, photos)] });
    return this.#flush();
  }

  /** Try again at once what has not left. */
  retry() {
    this.#tries = 0;
    return this.#requeue({ asked: true });
  }

  /** Take back a message that the service refused. */
  takeBack({ id }) {
    this.#change({ turns: this.turns.filter((turn) => turn.id !== id) });
  }

  /** Show what the service remembers; first send what was left on its way. */
  async restore() {
    await this.#requeue();
    this.#tell({ loading: true });
    await this.#refresh();
    this.#tell({ loading: false });
  }

  /** Show the turns before the first one shown. */
  async showEarlier() {
    await this.#refresh(); // what came meanwhile moves the pages
    const offset = this.#acknowledged;
    const { history, total } = await listed(this.#api, this.#state.sessionId, offset);
    this.earlier = total > offset + history.length;
    this.#change({ turns: prepend(this.turns, history) });
  }

  /** Begin again; `erase` also removes the conversation from the service. Throws `Problem`. */
  async restart({ erase = false } = {}) {
    const { sessionId } = this.#state;
    if (erase && sessionId) {
      await this.#api.delete(`/api/chat/${sessionId}`).catch((problem) => {
        if (problem.status !== 404) throw problem;
      });
    }
    this.#forget([]);
  }

  /** Go on as the account that signed in: its conversation of the day, and what was on its way. */
  async signedIn() {
    // Keys belong to a caller, so these become new messages, said in the account's conversation.
    this.#forget(this.turns.filter(pending).map(again));
    const sessionId = await latestSession(this.#api);
    this.#change({ sessionId });
    await this.restore();
  }

  /** Leave nothing of the account here, but for what had not left when its sign-in expired. */
  signedOut({ expired = false } = {}) {
    const unsent = { status: "unsent", problem: { status: 401 } };
    const left = expired ? this.turns.filter(pending) : [];
    this.#forget(left.map((turn) => ({ ...again(turn), ...unsent })));
  }

  // --- sending

  // What an expired sign-in held back leaves only when asked: it would leave without a name.
  #requeue({ asked = false } = {}) {
    const waits = ({ id, status, problem }) =>
      status === "unsent"
        ? asked || problem.status !== 401
        : status === "sending" && id !== this.#sent;
    const again = (turn) =>
      waits(turn) ? { ...turn, status: "queued", problem: undefined } : turn;
    if (this.turns.some(waits)) this.#change({ turns: this.turns.map(again) });
    return this.#flush();
  }

  async #flush() {
    if (this.#sent) return;
    clearTimeout(this.#timer);
    if (!navigator.onLine) return this.#hold();
    try {
      for (let turn; (turn = this.turns.find(({ status }) => status === "queued"));) {
        this.#sent = turn.id;
        if (!(await this.#post(turn))) break;
      }
    } finally {
      this.#sent = null;
    }
  }

  #hold() {
    const held = { status: "unsent", problem: { status: 0, code: "offline" } };
    const hold = (turn) => (turn.status === "queued" ? { ...turn, ...held } : turn);
    this.#change({ turns: this.turns.map(hold) });
  }

  // Says whether the next message may follow.
  async #post({ id, content, photos, body = this.#body(content, photos) }) {
    this.#update(id, { status: "sending", body });
    try {
      const answer = await this.#answer(body, { "Idempotency-Key": id });
      this.#tries = 0;
      this.partial = null;
      this.#answered(id, answer);
      return true;
    } catch (problem) {
      this.#tell({ partial: null });
      return this.#failed(id, problem);
    }
  }

  async #answer(body, headers) {
    if (this.#streams) {
      try {
        return await this.#api.stream("/api/chat/stream", body, headers, (words) => this.#hear(words));
      } catch (problem) {
        if (problem.status !== 404 && problem.status !== 405) throw problem;
        this.#streams = false;
      }
    }
    return this.#api.post("/api/chat/", body, headers);
  }

  #hear(words) {
    this.#tell({ partial: (this.partial ?? "") + words });
  }

  // The language of the talk, not of the page: "no" is a word in three of them.
  #body(text, photos = []) {
    return {
      message: text,
      photos: photos.length ? photos.map(({ url }) => url) : undefined,
      session_id: this.#state.sessionId ?? undefined,
      language: this.#state.language ?? language.current,
    };
  }

  #answered(id, answer) {
    if (!this.turns.some((turn) => turn.id === id && pending(turn))) return; // another tab won
    this.#change({
      turns: this.turns.flatMap((turn) =>
        turn.id === id ? [delivered(turn), reply(answer)] : [turn],
      ),
      sessionId: answer.session_id,
      language: answer.language,
      closed: answer.should_close_session,
      adviser: adviserOf(answer, this.#state.adviser),
    });
    this.#lookLater();
    const { ticket_id: ticketId, ticket_access_token: token } = answer;
    if (token) this.dispatchEvent(new CustomEvent("claimed", { detail: { ticketId, token } }));
  }

  #failed(id, problem) {
    const { status, code, detail, requestId, retryAfterS } = problem;
    if (status === undefined) throw problem;
    const told = { status, code, detail, requestId, retryAfterS };
    if (!problem.passing && status !== 401) {
      this.#update(id, { status: "refused", problem: told });
      return true;
    }
    const waitS = retryAfterS ?? Math.min(LONGEST_WAIT_S, 2 ** this.#tries);
    const alone = problem.passing && navigator.onLine && this.#tries++ < MOST_TRIES_ALONE;
    const retryAt = alone ? Date.now() + waitS * 1000 : null;
    if (alone) this.#timer = setTimeout(() => this.#requeue(), waitS * 1000);
    this.#update(id, { status: "unsent", problem: { ...told, retryAt } });
    return false;
  }

  // --- the service's memory

  #lookLater() {
    clearTimeout(this.#looks);
    const waitMs = this.adviser ? LOOK_EVERY_MS_WITH_ADVISER : LOOK_EVERY_MS;
    this.#looks = setTimeout(() => this.#look(), waitMs);
  }

  async #look() {
    try {
      if (document.visibilityState === "visible" && navigator.onLine) await this.#refresh();
    } finally {
      this.#lookLater();
    }
  }

  async #refresh() {
    const { sessionId, turns } = this.#state;
    // While a message may have arrived unacknowledged, the service's list would show it twice.
    if (!sessionId || turns.some(({ status, body }) => body && status !== "refused")) return;
    const known = await listed(this.#api, sessionId).catch(() => null);
    if (!known || this.#state.turns !== turns || this.#state.sessionId !== sessionId) return;
    // Anonymous conversations expire: what was said stays on screen, the next word begins anew.
    if (known.total === 0) return this.#change({ sessionId: null });
    const adviser = adviserOf(known, this.#state.adviser);
    this.#change({ turns: merge(turns, known.history), adviser });
    this.#tell({ earlier: known.total > this.#acknowledged });
  }

  // --- state

  #forget(turns) {
    clearTimeout(this.#timer);
    this.earlier = false;
    this.#change({ ...EMPTY, turns });
  }

  #tell(fields) {
    Object.assign(this, fields);
    this.dispatchEvent(new Event("change"));
  }

  #update(id, fields) {
    this.#change({
      turns: this.turns.map((turn) => (turn.id === id ? { ...turn, ...fields } : turn)),
    });
  }

  #change(fields) {
    const state = { ...this.#state, ...fields };
    keep(KEY, state);
    this.#become(state);
  }

  #become(state) {
    this.#state = state;
    this.dispatchEvent(new Event("change"));
  }
}

const delivered = ({ id, role, content, at, photos }) => ({ id, role, content, at, photos });

const again = ({ content, photos }) => message(content, photos);

// A service that does not say leaves it as it was.
const adviserOf = ({ handover }, before) => (handover === undefined ? before : handover);
