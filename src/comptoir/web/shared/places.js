// Where one is in a page: the part of the address after `#`, so that "back" and links work.

/** The places of one page. `paths` names each place's path, `home` is the place without one. */
export class Places {
  #paths;
  #names;
  #home;

  constructor(paths, home) {
    this.#paths = paths;
    this.#names = Object.fromEntries(Object.entries(paths).map(([name, path]) => [path, name]));
    this.#home = home;
  }

  /** The address of a place: `to("catalogue", "SAL-CAP-001")`, `to("faq", null, {q: "tache"})`. */
  to(name, id = null, query = {}) {
    const asked = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
    const path = [this.#paths[name], id && encodeURIComponent(id)].filter(Boolean).join("/");
    return `#/${path}${asked.size ? `?${asked}` : ""}`;
  }

  /** The place that a hash names, `{name, id, query}`; home for what names none. */
  of(hash) {
    const [path, asked = ""] = hash.replace(/^#\/?/, "").split("?", 2);
    const [first = "", id = ""] = path.split("/", 2);
    const name = this.#names[first] ?? this.#home;
    return { name, id: decoded(id), query: Object.fromEntries(new URLSearchParams(asked)) };
  }
}

/** Change the address without a step to go back to: a search as it is typed, a filter that is set. */
export function settle(hash) {
  history.replaceState(null, "", `${location.pathname}${hash}`);
}

function decoded(text) {
  try {
    return decodeURIComponent(text) || null;
  } catch {
    return null; // a broken link: the list it would have been in
  }
}
