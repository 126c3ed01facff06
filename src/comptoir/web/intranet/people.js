// Who there is, and who is here now.

const PAGE = 100;
const MOST = 2_000; // loaded; a larger house is searched

export class People extends EventTarget {
  #api;

  constructor(api) {
    super();
    this.#api = api;
    /** By number. */
    this.all = new Map();
    this.blocked = new Set();
  }

  /** Read who there is; what went wrong is for the next time. */
  async refresh() {
    const all = new Map();
    for (let offset = 0; offset < MOST; offset += PAGE) {
      const page = await this.#api.get(`/users?limit=${PAGE}&offset=${offset}`);
      for (const person of page) all.set(person.id, person);
      if (page.length < PAGE) break;
    }
    const blocked = await this.#api.get("/chat/blocks");
    this.all = all;
    this.blocked = new Set(blocked.map(({ user_id: id }) => id));
    this.#tell();
  }

  /** Somebody by number; the same when nobody is known under it. */
  get(id) {
    return this.all.get(id) ?? null;
  }

  /** Take in what the service said about somebody. */
  learn(person) {
    this.all = new Map(this.all).set(person.id, { ...this.all.get(person.id), ...person });
    this.#tell();
  }

  /** Somebody came or went. */
  saw(id, isOnline) {
    const person = this.all.get(id);
    if (person && person.online !== isOnline) this.learn({ ...person, online: isOnline });
  }

  async block(id, isBlocked) {
    if (isBlocked) await this.#api.put(`/chat/blocks/${id}`);
    else await this.#api.delete(`/chat/blocks/${id}`);
    this.blocked = new Set(this.blocked);
    this.blocked[isBlocked ? "add" : "delete"](id);
    this.#tell();
  }

  /** Those whose name has a word that begins like this, the active ones first; at most `most`. */
  named(beginning, most = Infinity) {
    const wanted = folded(beginning);
    const matches = ({ username, full_name: fullName }) =>
      folded(`${username} ${fullName ?? ""}`)
        .split(/[\s._-]+/)
        .concat(folded(username))
        .some((word) => word.startsWith(wanted)) || folded(fullName ?? "").includes(wanted);
    return [...this.all.values()]
      .filter(({ status }) => status === "active")
      .filter((person) => !wanted || matches(person))
      .sort((one, other) => Number(other.online) - Number(one.online) || order(one, other))
      .slice(0, most);
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}

const order = (one, other) => one.username.localeCompare(other.username);

/** What tells one name from another: neither case nor accents. */
export const folded = (name) =>
  name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().split(/\s+/).filter(Boolean).join(" ");

const MENTION = /(?<![\p{L}\p{N}_@])@([\p{L}\p{N}_.-]{1,50})/gu;

/** Whether a message calls this person, as the service reads it. */
export function calls(content, username) {
  if (!content.includes("@")) return false;
  const wanted = folded(username);
  return [...content.matchAll(MENTION)].some(
    ([, name]) => folded(name.replace(/[.-]+$/, "")) === wanted,
  );
}
