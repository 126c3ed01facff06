// The office as one person sees it: rooms and conversations, what is unread, what is said, who types.
//
// Everything is applied by `seq` and by id: a frame that comes twice changes nothing. "change" says
// that something shown here is another; "called" that somebody wants this person's attention.
import { keep, kept } from "./shared/kept.js";
import { calls, People } from "./people.js";
import { Line } from "./line.js";
import { Outbox } from "./outbox.js";
import { Talk } from "./talk.js";

const TYPING_MS = 6_000;
const TOLD_TYPING_MS = 3_000;
const REPLAYED_AT_MOST = 300;
const ACKNOWLEDGED_WITHIN_MS = 20_000;
const ROOM_BITS = 2 ** 28; // a message's number holds its room's
const PAGE = 100;
const CLOCKS_APART_MS = 300_000;
const MOST_ROOMS = 1_000;
const PASSING = ["rate_limit_exceeded", "service_unavailable", "internal_error"];

export class Office extends EventTarget {
  #api;
  #followed = new Set(); // the keys that this connection follows
  #asked = new Set(); // those whose replay is on its way
  #typing = new Map();
  #toldTyping = null;
  #lists = null;
  #alarm;

  constructor(api, tokens) {
    super();
    this.#api = api;
    this.me = null;
    this.rooms = new Map();
    this.isRead = false;
    this.problem = null;
    this.talks = new Map();
    this.open = null;
    this.outbox = null;
    this.people = new People(api);
    this.line = new Line(api, tokens);
    this.people.addEventListener("change", () => this.#tell());
    this.line.addEventListener("change", () => this.#tell());
    this.line.addEventListener("open", () => this.#opened());
    this.line.addEventListener("frame", ({ detail }) => this.#heard(detail));
  }

  /** Arrive as `account`. */
  start(account) {
    this.me = account;
    this.outbox = new Outbox(account.id);
    this.outbox.addEventListener("change", () => this.#tell());
    this.line.start();
    this.refresh();
  }

  /** Show the rooms and conversations that there were when the service was last reached. */
  remember() {
    const rooms = kept(keyOfRooms(this.me)) ?? [];
    this.rooms = new Map(rooms.map((room) => [room.key, room]));
    this.#tell();
  }

  /** Leave, with nothing of this person left here. */
  stop() {
    this.line.stop();
    this.outbox?.close();
    clearTimeout(this.#alarm);
    // What is still drawn says who it was drawn for.
    Object.assign(this, { outbox: null, isRead: false, open: null, problem: null });
    this.rooms = new Map();
    this.talks = new Map();
    this.#followed.clear();
    this.#typing.clear();
    this.people.all = new Map();
    this.#tell();
  }

  // --- what there is

  /** Read rooms, conversations and people anew. */
  refresh() {
    this.#lists ??= this.#readLists().finally(() => (this.#lists = null));
    return this.#lists;
  }

  async #readLists() {
    const { me } = this;
    try {
      const [rooms, direct] = await Promise.all([
        this.#all("/chat/rooms?"),
        this.#all("/chat/dm?"),
        this.people.refresh(),
      ]);
      if (this.me !== me || !this.outbox) return;
      this.#adopt([...rooms.map(roomOf), ...direct.map(conversationOf)]);
      this.isRead = true;
      this.problem = null;
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      if (this.me === me) this.problem = problem;
    }
    this.#tell();
  }

  async #all(path) {
    const all = [];
    for (let offset = 0; offset < MOST_ROOMS; offset += PAGE) {
      const page = await this.#api.get(`${path}limit=${PAGE}&offset=${offset}`);
      all.push(...page);
      if (page.length < PAGE) break;
    }
    return all;
  }

  #adopt(list) {
    const before = this.rooms;
    this.rooms = new Map(list.map((room) => [room.key, newest(before.get(room.key), room)]));
    // What was begun here and has no message yet is in no list; neither is an archived room.
    const open = this.open && before.get(this.open);
    if (open && !this.rooms.has(open.key) && (open.kind === "dm" || open.archived)) {
      this.rooms.set(open.key, open);
    }
    keep(keyOfRooms(this.me), [...this.rooms.values()]);
    for (const room of this.rooms.values()) this.#follow(room);
  }

  /** The room or conversation of this key; one that is not in the lists is asked for. */
  async find(key) {
    if (this.rooms.has(key)) return this.rooms.get(key);
    const id = Number(key.slice(1));
    if (key.startsWith("d")) {
      const person = this.people.get(id) ?? (await this.#api.get(`/users/${id}`));
      this.people.learn(person);
      return this.rooms.get(key) ?? this.#put({ ...NEW, key, kind: "dm", with: id, isMember: true });
    }
    return this.#put(roomOf(await this.#api.get(`/chat/rooms/${id}`)));
  }

  /** Take in a room as the service just gave it. */
  learn(body) {
    const room = this.#put(newest(this.rooms.get(`r${body.id}`), roomOf(body)));
    this.#follow(room);
    return room;
  }

  forget(key) {
    this.rooms = new Map(this.rooms);
    this.rooms.delete(key);
    this.talks.delete(key);
    this.#followed.delete(key);
    this.#tell();
  }

  /** What `key`'s room is called: its name, or the other person's. */
  nameOf(room) {
    if (room.kind === "room") return room.name;
    return this.people.get(room.with)?.username ?? room.username ?? `#${room.with}`;
  }

  unread(room) {
    return room.isMember ? Math.max(0, room.seq - room.readSeq) : 0;
  }

  /** What is unread in all, and whether any of it is for this very person. */
  get news() {
    let [unread, calling] = [0, 0];
    for (const room of this.rooms.values()) {
      unread += this.unread(room);
      calling += room.kind === "dm" ? this.unread(room) : room.mentions;
    }
    return { unread, calling };
  }

  talk(key) {
    if (!this.talks.has(key)) {
      const id = key.slice(1);
      const path = key.startsWith("r") ? `/chat/rooms/${id}/messages` : `/chat/dm/${id}`;
      this.talks.set(key, new Talk(this.#api, path));
    }
    return this.talks.get(key);
  }

  /** Read messages by one of the talk's ways; says so when they are there. */
  async read(key, how, ...about) {
    const talk = this.talk(key);
    await talk[how](...about);
    if (this.talks.get(key) !== talk) return;
    const room = this.rooms.get(key);
    if (room && talk.last > room.seq) this.#change(key, { seq: talk.last });
    if (!talk.isAtEnd) talk.isAtEnd = talk.last >= (room?.seq ?? 0);
    else if (room && talk.last < room.seq) this.#catchUp(room, talk); // said while it was read
    this.#settle(talk.messages);
    this.#tell();
  }

  // --- saying

  /** What is on its way to `key` and not among the messages yet. */
  pending(key) {
    const { messages = [] } = this.talks.get(key) ?? {};
    const isThere = ({ content, at }) =>
      messages.some(
        (message) =>
          message.from_user === this.me.id &&
          message.content === content &&
          Date.parse(message.timestamp) > Date.parse(at) - CLOCKS_APART_MS,
      );
    // One that was cut off may be stored, and replayed before that is acknowledged again.
    return (this.outbox?.of(key) ?? []).filter((entry) => !entry.maybeStored || !isThere(entry));
  }

  /** Say something; it leaves as soon as it can. */
  say(key, draft) {
    if (this.outbox.isFull) return false;
    const entry = this.outbox.add(key, draft);
    this.#send(entry);
    return true;
  }

  /** Try again what was refused. */
  again({ clientId }) {
    this.outbox.mark(clientId, { status: "queued", problem: undefined });
    this.#send(this.outbox.get(clientId));
  }

  #send({ clientId, key, content, replyTo, files }) {
    const id = Number(key.slice(1));
    const room = this.rooms.get(key);
    if (room?.kind === "room" && !room.isMember) this.join(key);
    const sent = this.line.send({
      ...(key.startsWith("r") ? { type: "message", room: id } : { type: "dm", to: id }),
      content,
      client_id: clientId,
      ...(replyTo && { reply_to: replyTo }),
      ...(files.length && { files: files.map((file) => file.id) }),
    });
    if (!sent) return;
    this.outbox.mark(clientId, { status: "sent" });
    clearTimeout(this.#alarm);
    this.#alarm = setTimeout(() => this.#expectAcknowledged(), ACKNOWLEDGED_WITHIN_MS);
  }

  #expectAcknowledged() {
    if (this.outbox?.size && this.line.isOpen) this.line.renew();
  }

  #flush() {
    for (const entry of this.outbox.unsent) this.#send(entry);
  }

  // --- the connection

  // First what was said, so that its acknowledgements come before what was missed is replayed.
  #opened() {
    this.#followed.clear();
    this.#asked.clear();
    this.outbox.requeue();
    this.#flush();
    for (const [key, talk] of this.talks) this.#resume(key, talk);
    this.refresh();
  }

  #resume(key, talk) {
    const room = this.rooms.get(key);
    // What is not looked at is read anew when it is.
    if (key !== this.open) return void this.talks.delete(key);
    if (!talk.isRead || !room) return undefined;
    if (room.kind === "room" && !room.isMember) return void this.read(key, "readEnd").catch(() => {});
    if (!room.seq && room.kind === "dm") return undefined; // it may not have begun
    this.#join(key, talk.isAtEnd ? talk.last : room.seq, talk.revision);
    return void talk.refresh().then(() => this.#tell(), () => {});
  }

  #follow(room) {
    const talk = this.talks.get(room.key);
    const isBehind = talk?.isRead && talk.isAtEnd && talk.last < room.seq;
    if (!this.line.isOpen || !room.isMember) return;
    if (isBehind) return void this.#catchUp(room, talk);
    if (this.#followed.has(room.key)) return;
    // The service follows conversations by itself; joining one would begin it.
    if (room.kind === "dm") this.#followed.add(room.key);
    else this.#join(room.key, room.seq, null);
  }

  // Some messages before one that came did not: have them all said again, in order.
  #catchUp({ key, isMember }, talk) {
    if (this.#asked.has(key) || !isMember) return;
    this.#asked.add(key);
    this.#join(key, talk.last, talk.revision);
  }

  #join(key, since, revision) {
    this.#followed.add(key);
    const id = Number(key.slice(1));
    this.line.send({
      type: "join",
      ...(key.startsWith("r") ? { room: id } : { with: id }),
      since,
      ...(revision !== null && { revision }),
    });
  }

  /** Become a member of a public room. */
  join(key) {
    const room = this.#change(key, { isMember: true, readSeq: this.rooms.get(key).seq });
    this.#follow(room);
  }

  #heard(frame) {
    const act = HEARD[frame.type];
    if (act && this.outbox) act.call(this, frame);
  }

  _said(frame) {
    const { type: _, ...message } = frame;
    const key = this.#keyOf(message);
    const room = this.rooms.get(key) ?? this.#met(message, key);
    const entry = this.outbox.take(message.id);
    const talk = this.talks.get(key);
    const mine = message.from_user === this.me.id;
    this.#types(key, message.from_user, false);
    if (talk?.isRead) {
      const shown = entry ? { ...message, clientId: entry.clientId } : message;
      if (!talk.isAtEnd) talk.change(shown);
      else if (talk.add(shown) === "gap") this.#catchUp(room, talk);
    }
    if (message.seq > room.seq) {
      const called = room.kind === "room" && !mine && calls(message.content, this.me.username);
      this.#change(key, {
        seq: message.seq,
        lastAt: message.timestamp,
        readSeq: mine ? message.seq : room.readSeq,
        mentions: mine ? 0 : room.mentions + Number(called),
      });
      const detail = { key, message, called: called || room.kind === "dm" };
      if (!mine) this.dispatchEvent(new CustomEvent("called", { detail }));
    }
    this.#tell();
  }

  // Somebody writes for the first time, or another of one's devices does.
  #met(message, key) {
    if (key.startsWith("r")) this.refresh();
    return this.#put({ ...blank(key, message), seq: message.seq - 1, readSeq: message.seq - 1 });
  }

  _acknowledged({ client_id: clientId, id, seq }) {
    const entry = this.outbox.get(clientId);
    if (!entry) return;
    this.outbox.store(clientId, { id, seq });
    const talk = this.talks.get(entry.key);
    if (talk?.has(seq)) this.outbox.take(id);
    else if (talk?.isRead && seq < talk.last) this.outbox.take(id);
  }

  // What was replayed before its acknowledgement came is no longer on its way.
  #settle(messages) {
    for (const { id } of messages) this.outbox.take(id);
  }

  _changed(frame) {
    const key = this.#keyOf(frame);
    this.talks.get(key)?.change(frame);
    this.#tell();
  }

  _joined(frame) {
    const key = frame.with === undefined ? `r${frame.room_id}` : `d${frame.with}`;
    const talk = this.talks.get(key);
    this.#asked.delete(key);
    if (talk) talk.revision = frame.revision;
    for (const { user_id: id, status } of frame.members ?? []) {
      this.people.saw(id, status === "online");
    }
    const room = this.rooms.get(key);
    if (!room) return;
    this.#change(key, {
      isMember: true,
      readSeq: Math.max(room.readSeq, frame.read_seq ?? 0),
      ...(frame.topic !== undefined && { topic: frame.topic }),
    });
    // Too much was missed to be replayed into what is shown.
    if (talk?.isAtEnd && frame.seq - talk.last > REPLAYED_AT_MOST) {
      this.read(key, "readEnd").catch(() => {});
    }
  }

  _left({ room_id: id, user_id: person }) {
    const key = `r${id}`;
    const room = this.rooms.get(key);
    if (!room || person !== this.me.id) return;
    this.#followed.delete(key);
    if (room.isPrivate) this.forget(key);
    else this.#change(key, { isMember: false, mentions: 0 });
  }

  _room({ room_id: id, room: name, topic, archived }) {
    if (this.rooms.has(`r${id}`)) this.#change(`r${id}`, { name, topic, archived });
  }

  _read(frame) {
    const key = this.#keyNamed(frame);
    const room = this.rooms.get(key);
    if (!room) return;
    const readSeq = Math.max(room.readSeq, frame.seq);
    this.#change(key, { readSeq, ...(readSeq >= room.seq && { mentions: 0 }) });
  }

  _presence({ user_id: id, status }) {
    if (!this.people.get(id)) this.people.refresh().catch(() => {});
    this.people.saw(id, status === "online");
  }

  _typing(frame) {
    const key = this.#keyNamed(frame);
    if (key) this.#types(key, frame.user_id, frame.is_typing);
  }

  _refused({ client_id: clientId, code, message }) {
    if (code === "token_expired") return;
    const isPassing = PASSING.includes(code);
    if (isPassing) {
      setTimeout(() => {
        this.outbox?.requeue();
        if (this.outbox && this.line.isOpen) this.#flush();
      }, 2_000);
    } else if (clientId && this.outbox.get(clientId)) {
      this.outbox.mark(clientId, { status: "refused", problem: message });
    } else if (code === "room_not_found") {
      this.refresh();
    }
  }

  // --- reading and typing

  /** Everything up to the end of `key` was seen. */
  markRead(key) {
    const room = this.rooms.get(key);
    if (!room || !this.unread(room) || !this.line.isOpen) return;
    const id = Number(key.slice(1));
    const where = room.kind === "room" ? { room: id } : { with: id };
    this.line.send({ type: "read", ...where, seq: room.seq });
    this.#change(key, { readSeq: room.seq, mentions: 0 });
  }

  /** Tell the others that this person writes, now and then; or that they stopped. */
  types(key, isTyping) {
    const room = this.rooms.get(key);
    const told = this.#toldTyping;
    if (!room?.isMember || (!isTyping && !told)) return;
    if (isTyping && told?.key === key && Date.now() - told.at < TOLD_TYPING_MS) return;
    this.#toldTyping = isTyping ? { key, at: Date.now() } : null;
    const id = Number(key.slice(1));
    const where = room.kind === "room" ? { room: id } : { with: id };
    this.line.send({ type: "typing", ...where, is_typing: isTyping });
  }

  /** Who is writing in `key`, as people. */
  typing(key) {
    const ids = [...(this.#typing.get(key)?.keys() ?? [])];
    return ids.map((id) => this.people.get(id)).filter(Boolean);
  }

  #types(key, id, isTyping) {
    const those = this.#typing.get(key) ?? new Map();
    if (!isTyping && !those.has(id)) return;
    clearTimeout(those.get(id));
    those.delete(id);
    if (isTyping) those.set(id, setTimeout(() => this.#types(key, id, false), TYPING_MS));
    this.#typing.set(key, those);
    this.#tell();
  }

  // --- changing what was said

  async change(work) {
    const message = await work;
    this.talks.get(this.#keyOf(message))?.change(message);
    this.#tell();
  }

  // --- keys

  #keyOf(message) {
    if (message.to_user === undefined) return `r${message.room_id ?? Math.floor(message.id / ROOM_BITS)}`;
    return `d${message.from_user === this.me.id ? message.to_user : message.from_user}`;
  }

  #keyNamed({ room, with: other }) {
    if (other !== undefined) return `d${other}`;
    return [...this.rooms.values()].find(({ name }) => name === room)?.key ?? null;
  }

  #put(room) {
    this.rooms = new Map(this.rooms).set(room.key, room);
    this.#tell();
    return room;
  }

  #change(key, fields) {
    return this.#put({ ...this.rooms.get(key), ...fields });
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}

const HEARD = {
  message: Office.prototype._said,
  dm: Office.prototype._said,
  ack: Office.prototype._acknowledged,
  edited: Office.prototype._changed,
  deleted: Office.prototype._changed,
  reactions: Office.prototype._changed,
  joined: Office.prototype._joined,
  left: Office.prototype._left,
  room: Office.prototype._room,
  read: Office.prototype._read,
  presence: Office.prototype._presence,
  typing: Office.prototype._typing,
  error: Office.prototype._refused,
};

const NEW = {
  name: null,
  topic: "",
  isPrivate: false,
  archived: false,
  createdBy: null,
  seq: 0,
  readSeq: 0,
  mentions: 0,
  lastAt: null,
};

const blank = (key, message) => ({
  ...NEW,
  key,
  isMember: true,
  ...(key.startsWith("r")
    ? { kind: "room", id: Number(key.slice(1)), name: message.room }
    : { kind: "dm", with: Number(key.slice(1)), username: message.username }),
});

const roomOf = (body) => ({
  key: `r${body.id}`,
  kind: "room",
  id: body.id,
  name: body.name,
  topic: body.topic,
  isPrivate: body.is_private,
  archived: body.archived,
  createdBy: body.created_by,
  isMember: body.is_member,
  seq: body.seq,
  readSeq: body.read_seq ?? 0,
  mentions: body.mentions,
  lastAt: body.last_message_at,
});

const conversationOf = (body) => ({
  ...NEW,
  key: `d${body.with}`,
  kind: "dm",
  with: body.with,
  username: body.username,
  isMember: true,
  seq: body.seq,
  readSeq: body.read_seq,
  lastAt: body.last_message_at,
});

// A list that was on its way while frames came is older than they are.
function newest(before, room) {
  if (!before) return room;
  const isBehind = before.seq > room.seq || before.readSeq > room.readSeq;
  return {
    ...room,
    seq: Math.max(before.seq, room.seq),
    readSeq: Math.max(before.readSeq, room.readSeq),
    mentions: isBehind ? before.mentions : room.mentions,
  };
}

const keyOfRooms = ({ id }) => `comptoir.intranet.${id}.rooms`;
