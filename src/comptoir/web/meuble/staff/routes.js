// Where one is in the staff's pages: the part of the address after `#`.
//
//   #/                        the queue (?statut=…&priorite=…&nature=…&pour=…&q=…)
//   #/demandes/SAV-MDF-…      one claim's file
//   #/conversations[/…]       conversations handed over; one of them
//   #/chiffres  #/catalogue  #/questions  #/cles

const PATHS = {
  queue: "",
  claim: "demandes",
  conversations: "conversations",
  figures: "chiffres",
  catalogue: "catalogue",
  faq: "questions",
  keys: "cles",
};
const NAMES = Object.fromEntries(Object.entries(PATHS).map(([name, path]) => [path, name]));

/** The address of a place: `to("claim", "SAV-MDF-00042")`, `to("queue", null, {pour: "me"})`. */
export function to(name, id = null, query = {}) {
  const asked = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
  const path = [PATHS[name], id && encodeURIComponent(id)].filter(Boolean).join("/");
  return `#/${path}${asked.size ? `?${asked}` : ""}`;
}

/** The place that a hash names, `{name, id, query}`; the queue for what names none. */
export function placeOf(hash) {
  const [path, asked = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [first = "", id = ""] = path.split("/", 2);
  const known = NAMES[first] ?? "queue";
  const name = known === "claim" && !id ? "queue" : known;
  return { name, id: decoded(id), query: Object.fromEntries(new URLSearchParams(asked)) };
}

/** Change the address without a step to go back to: a filter that is set. */
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
