// Where one is in the page: the part of the address after `#`, so that "back" and links work.
//
//   #/                       the conversation
//   #/demandes[/SAV-MDF-…]   one's claims; one of them
//   #/catalogue[/SKU]        the catalogue (?q=…&rayon=…); one product
//   #/questions[/faq-…]      questions and answers (?q=…&rubrique=…); one of them
//   #/compte                 one's account
//   #confirm=…, #reset=…, #ticket=…[&token=…]   the links in mails; a fragment never reaches a log

const PATHS = { talk: "", claims: "demandes", catalogue: "catalogue", faq: "questions", account: "compte" };
const NAMES = Object.fromEntries(Object.entries(PATHS).map(([name, path]) => [path, name]));
const TASKS = ["confirm", "reset", "ticket"];

/** The address of a place: `to("catalogue", "SAL-CAP-001")`, `to("faq", null, {q: "tache"})`. */
export function to(name, id = null, query = {}) {
  const asked = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
  const path = [PATHS[name], id && encodeURIComponent(id)].filter(Boolean).join("/");
  return `#/${path}${asked.size ? `?${asked}` : ""}`;
}

/** The place that a hash names, `{name, id, query}`; the conversation for what names none. */
export function placeOf(hash) {
  const [path, asked = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [first = "", id = ""] = path.split("/", 2);
  const name = NAMES[first] ?? "talk";
  return { name, id: decoded(id), query: Object.fromEntries(new URLSearchParams(asked)) };
}

/** What a link in a mail asks for, `{task: "confirm" | "reset" | "ticket", …}`, or null. */
export function mailed(hash) {
  const given = new URLSearchParams(hash.slice(1));
  const task = TASKS.find((name) => given.get(name));
  if (!task) return null;
  const value = given.get(task);
  return task === "ticket" ? { task, id: value, token: given.get("token") } : { task, token: value };
}

/** Change the address without a step to go back to: a search as it is typed. */
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
