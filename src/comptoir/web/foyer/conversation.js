// One chat as it is shown: what was said, what is on its way, the answer that is being written.
//
// A message is kept in this browser before it leaves and sent with the same Idempotency-Key until the
// service has it. An answer belongs to the service: after a cut it goes on where it was left.
import { Problem } from "./shared/api.js";
import { lengthOf } from "./shared/characters.js";
import { begin, eventsOf } from "./answers.js";
import { follow } from "./following.js";
import { Outbox, requestOf } from "./outbox.js";
import { pause } from "./pause.js";
import { changedElsewhere, changedHere } from "./tabs.js";
import { Typists } from "./typists.js";

const PAGE = 60;
const MOST = 1000; // messages that the service gives at once
const SHOW_EVERY_MS = 40;
const SETTLES_MS = 200;
const EVENTS = { Accept: "text/event-stream" };

export class Conversation extends EventTarget {
  #api;
  #live;
  #outbox;
  #closing = new AbortController();
  #answer = null; // the one that is followed
  #following = null; // until it is whole
  #isPumping = false;
  #isSending = false; // from the first try until the service has the message
  #isUncertain; // whether the service may have had it already, before this page was opened
  #showing;
  #reading;
  #news = []; // whether each hint is still news

  constructor({ api, live, account, chatId }) {
    super();
    this.#api = api;
    this.#live = live;
    this.account = account;
    this.id = chatId;
    this.#outbox = new Outbox(account.id, chatId);
    this.#isUncertain = Boolean(this.#outbox.waiting);
    /** The chat without its messages, or null until it is known. */
    this.chat = null;
    this.messages = [];
    this.members = [];
    this.hasEarlier = false;
    /** Why a message waits to be sent, or was refused. */
    this.problem = null;
    this.isRefused = false;
    /** Whether the line was cut while an answer arrived. */
    this.isCut = false;
    this.typists = new Typists(() => this.#show());
    const { signal } = this.#closing;
    live.addEventListener("message", ({ detail }) => this.#hearOf(detail), { signal });
    live.addEventListener("answering", ({ detail }) => this.#hearAnswering(detail), { signal });
    live.addEventListener("typing", ({ detail }) => this.#hearTyping(detail), { signal });
    changedElsewhere(this.id, () => this.#newsSoon(), signal);
  }

  /** What is on its way, or null. */
  get outgoing() {
    return this.#outbox.waiting;
  }

  /** The answer that is being written here, or null. */
  get writing() {
    return this.#answer;
  }

  /** Whether an answer is being written, on this branch or another. */
  get isBusy() {
    return Boolean(this.#answer || this.chat?.writing_id || this.outgoing);
  }

  /** The messages of the branch, and what is on its way after them. */
  get shown() {
    const item = this.outgoing;
    if (!item || this.#isUncertain) return this.messages;
    const place = this.messages.findIndex(({ id }) => id === item.of);
    const before = place < 0 ? this.messages : this.messages.slice(0, place);
    const pending = { id: `out-${item.key}`, isPending: true, created_at: item.at, siblings: [] };
    if (item.kind === "again") return [...before, { ...pending, role: "assistant", content: "" }];
    const { content, files } = item;
    return [...before, { ...pending, role: "user", content, files, user_id: this.account.id }];
  }

  /** Read the chat, and hear of it from now on. Throws `Problem`. */
  async open() {
    await this.read();
    this.#live.join(this.id, () => this.chat?.last_seq ?? null);
    this.#pump();
  }

  /** Watch no more. What is being written goes on without us. */
  close() {
    this.#closing.abort();
    clearTimeout(this.#showing);
    clearTimeout(this.#reading);
    this.#live.leave(this.id);
  }

  /** Read the chat again, as far back as it is shown. Throws `Problem`. */
  async read(most = Math.max(PAGE, this.messages.length + 2)) {
    const limit = Math.min(MOST, most);
    const answer = await this.#get(`/api/chats/${this.id}?limit=${limit}`);
    const { messages, members, ...chat } = answer;
    this.chat = chat;
    this.members = members;
    this.hasEarlier = messages.length === limit && messages[0].parent_id !== null;
    this.messages = messages.map((message) => this.#further(message));
    this.#show();
    if (!this.outgoing) this.#followWritten(); // else it may be the answer to what is on its way
  }

  /** Read the messages before the first that is shown. Throws `Problem`. */
  async earlier() {
    const first = this.messages[0];
    const { messages } = await this.#get(`/api/chats/${this.id}?limit=${PAGE}&before=${first.id}`);
    if (this.messages[0] !== first) return;
    if (messages.at(-1)?.id !== first.parent_id) return this.read();
    this.hasEarlier = messages.length === PAGE && messages[0].parent_id !== null;
    this.messages = [...messages, ...this.messages];
    this.#show();
  }

  /** Read as far as a message, on another branch where it must be. Throws `Problem`. */
  async reach(messageId) {
    const has = () => this.messages.some(({ id }) => id === messageId);
    if (!has() && this.hasEarlier) await this.read(MOST);
    if (!has()) await this.choose(messageId);
    if (!has() && this.hasEarlier) await this.read(MOST);
  }

  /** Say something at the end of the branch. */
  say(content, files = []) {
    this.#put({ kind: "say", content, files });
  }

  /** Say a message of one's own otherwise: a branch beside it. */
  edit(message, content) {
    this.#put({ kind: "edit", of: message.id, content });
  }

  /** Have a question answered again: a branch beside its answer. */
  again(message) {
    this.#put({ kind: "again", of: message.id, content: "" });
  }

  /** Try again what was refused. */
  retry() {
    this.#pump();
  }

  /** Take back what is on its way and was refused: its words. */
  giveUp() {
    const words = this.outgoing?.kind === "say" ? this.outgoing : null;
    this.#outbox.clear();
    this.problem = null;
    this.isRefused = false;
    this.#show();
    return words;
  }

  /** Have the answer written no further. Throws `Problem`. */
  async stop() {
    const id = this.#answer?.id ?? this.chat.writing_id;
    if (!id) return;
    const message = await this.#api.post(`/api/messages/${id}/stop`);
    if (this.#answer?.id !== id) return this.read();
    this.#settle(this.#answer, message);
    this.#show();
  }

  /** Show the newest branch through a message. Throws `Problem`. */
  async choose(messageId) {
    await this.#api.post(`/api/chats/${this.id}/branch`, { message_id: messageId });
    await this.read();
    changedHere(this.id);
  }

  /** Tell the others that one types, or no longer. */
  types(isTyping) {
    if (this.members.length > 1) this.#live.typing(this.id, isTyping);
  }

  // ── Sending ───────────────────────────────────────────────────────────────────────────────

  #put(item) {
    if (this.outgoing) return;
    this.types(false);
    this.#outbox.put(item);
    this.#show();
    this.dispatchEvent(new Event("sent"));
    this.#pump();
  }

  async #pump() {
    if (this.#isPumping || this.#answer) return;
    this.#isPumping = true;
    try {
      await this.#sendOut();
    } finally {
      this.#isPumping = false;
      this.#isSending = false;
    }
  }

  async #sendOut() {
    this.isRefused = false;
    for (let tries = 0; this.outgoing && !this.#closing.signal.aborted; tries += 1) {
      this.#isSending = true;
      this.#show();
      try {
        const events = await this.#send(this.outgoing);
        this.#follow(...events);
        return;
      } catch (problem) {
        if (this.#closing.signal.aborted) return;
        if (problem.status === undefined) throw problem;
        this.problem = problem;
        this.isRefused = !problem.passing;
        this.#isSending = false;
        this.#isUncertain = false;
        this.#show();
        if (this.isRefused) return;
        if (problem.code === "answer_in_progress") await this.#watchOther();
        await pause(tries, problem.retryAfterS, this.#closing.signal);
      }
    }
  }

  // Somebody else's question is being answered: its answer is shown, ours waits.
  async #watchOther() {
    await this.read().catch(() => {});
    this.#followWritten();
    await this.#following;
  }

  async #send(item) {
    const [method, path, json] = requestOf(item, this.id);
    const headers = { ...EVENTS, "Idempotency-Key": item.key };
    const signal = this.#closing.signal;
    const response = await this.#api.open(method, path, { json, headers, signal });
    const events = eventsOf(response);
    const { value: first } = await events.next();
    if (first?.event !== "start") throw cutEarly();
    this.problem = null;
    const answer = await this.#begun(item, first.data);
    return [answer, events];
  }

  // The service has the message: it takes its place among the others.
  async #begun(item, { user_message: question, message_id: id }) {
    const known = this.messages.find((message) => message.id === id);
    const answer = known
      ? { ...known, chars: lengthOf(known.content) }
      : { id, role: "assistant", content: "", chars: 0, state: "writing", siblings: [id] };
    answer.parent_id = question.id;
    answer.created_at ??= new Date().toISOString();
    this.#answer = answer;
    this.#isSending = false;
    this.#isUncertain = false;
    this.chat = { ...this.chat, writing_id: id, leaf_id: id };
    if (!known && !this.#place(item, question, answer)) await this.read().catch(() => {});
    this.#outbox.clear();
    this.#show();
    changedHere(this.id);
    return answer;
  }

  // Put a question and its answer where they belong; false where the branch is not the one shown.
  #place({ kind, of }, question, answer) {
    const place = this.messages.findIndex(({ id }) => id === of);
    const instead = this.messages[place];
    if (kind === "say") {
      if ((this.messages.at(-1)?.id ?? null) !== question.parent_id) return false;
      this.messages = [...this.messages, { ...question, siblings: [question.id] }, answer];
      return true;
    }
    if (!instead) return false;
    const before = this.messages.slice(0, place);
    if (kind === "edit") {
      before.push({ ...question, siblings: [...instead.siblings, question.id] });
    } else {
      answer.siblings = [...instead.siblings, answer.id];
    }
    this.messages = [...before, answer];
    return true;
  }

  // ── Following ─────────────────────────────────────────────────────────────────────────────

  #followWritten() {
    const written = this.messages.find(({ id }) => id === this.chat.writing_id);
    if (!written || this.#answer) return;
    this.#follow({ ...written, chars: lengthOf(written.content) });
  }

  #follow(answer, events = null) {
    this.#answer = answer;
    this.#following = this.#hearAll(answer, events).finally(() => {
      this.#following = null;
      if (this.#answer === answer) this.#answer = null;
    });
    return this.#following;
  }

  async #hearAll(answer, events) {
    const isWhole = await follow(answer, {
      resume: () => this.#resumed(answer),
      events,
      signal: this.#closing.signal,
      heard: () => this.#showSoon(),
      cut: (isCut) => {
        if (this.isCut === isCut) return;
        this.isCut = isCut;
        this.#show();
      },
    });
    if (isWhole) await this.#ended(answer);
    else if (!this.#closing.signal.aborted) this.#lost();
  }

  #resumed(answer) {
    const headers = { ...EVENTS, "Last-Event-ID": `${answer.id}.${answer.chars}` };
    const signal = this.#closing.signal;
    return this.#api.open("GET", `/api/messages/stream/${this.id}`, { headers, signal });
  }

  async #ended(answer) {
    if (answer.state === "writing") {
      const message = await this.#get(`/api/messages/${answer.id}`).catch(() => null);
      if (message) this.#settle(answer, message);
    }
    if (this.chat.writing_id === answer.id) this.chat = { ...this.chat, writing_id: null };
    this.#answer = null;
    this.isCut = false;
    this.#replace(answer);
    this.#show();
    this.dispatchEvent(new CustomEvent("answered", { detail: answer }));
    this.#pump();
  }

  // The chat or the answer is no more, or one may read it no more.
  #lost() {
    this.#answer = null;
    this.isCut = false;
    this.dispatchEvent(new Event("lost"));
  }

  #settle(answer, { content, state, citations, llm_model, usage }) {
    begin(answer, content);
    Object.assign(answer, { state, citations, llm_model, usage });
  }

  // ── What others do ────────────────────────────────────────────────────────────────────────

  #hearOf(message) {
    if (message.chat_id !== this.id || !this.chat) return;
    this.chat.last_seq = Math.max(this.chat.last_seq, message.seq ?? 0);
    if (message.role === "user") this.typists.hear(message.user_id, false);
    const known = this.messages.find(({ id }) => id === message.id);
    if (!known || (known.state === "writing" && this.#answer?.id !== message.id)) {
      this.#newsSoon(() => !this.messages.some(({ id, seq }) => id === message.id && seq !== null));
    }
  }

  // Of an answer that somebody else has asked for again, nothing else tells before it is whole.
  #hearAnswering({ chat_id: chatId, message_id: messageId }) {
    if (chatId !== this.id || !this.chat) return;
    const isKnown = ({ id, state }) => id === messageId && state !== "writing";
    this.#newsSoon(() => this.#answer?.id !== messageId && !this.messages.some(isKnown));
  }

  #hearTyping({ chat_id: chatId, user_id: userId, is_typing: isTyping }) {
    if (chatId === this.id && userId !== this.account.id) this.typists.hear(userId, isTyping);
  }

  // Several hints at once are one look, and none where the news came by itself meanwhile.
  #newsSoon(isNews = () => true) {
    this.#news.push(isNews);
    clearTimeout(this.#reading);
    this.#reading = setTimeout(() => {
      if (this.#isSending && !this.problem) return this.#newsSoon(() => false);
      const isAny = this.#news.some((each) => each());
      this.#news = [];
      if (isAny) this.read().catch(() => {}); // the next hint, or the next visit
    }, SETTLES_MS);
  }

  // ── Showing ───────────────────────────────────────────────────────────────────────────────

  #get(path) {
    return this.#api.request("GET", path, { signal: this.#closing.signal });
  }

  #further(message) {
    const answer = this.#answer;
    if (answer?.id !== message.id) return message;
    answer.siblings = message.siblings;
    return { ...answer };
  }

  #replace(answer) {
    this.messages = this.messages.map((message) =>
      message.id === answer.id ? { ...answer } : message,
    );
  }

  #showSoon() {
    this.#showing ??= setTimeout(() => this.#show(), SHOW_EVERY_MS);
  }

  #show() {
    clearTimeout(this.#showing);
    this.#showing = undefined;
    if (this.#answer) this.#replace(this.#answer);
    this.dispatchEvent(new Event("change"));
  }
}

const cutEarly = () => new Problem({ status: 0, code: "unreachable", retryAfterS: null });
