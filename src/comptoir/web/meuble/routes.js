// The places of the customers' page.
//
//   #/                       the conversation
//   #/demandes[/SAV-MDF-…]   one's claims; one of them
//   #/catalogue[/SKU]        the catalogue (?q=…&rayon=…); one product
//   #/questions[/faq-…]      questions and answers (?q=…&rubrique=…); one of them
//   #/compte                 one's account
//   #confirm=…, #reset=…, #ticket=…[&token=…]   the links in mails; a fragment never reaches a log
import { Places } from "./shared/places.js";

const TASKS = ["confirm", "reset", "ticket"];
const places = new Places(
  { talk: "", claims: "demandes", catalogue: "catalogue", faq: "questions", account: "compte" },
  "talk",
);

export const to = (...place) => places.to(...place);
export const placeOf = (hash) => places.of(hash);

/** What a link in a mail asks for, `{task: "confirm" | "reset" | "ticket", …}`, or null. */
export function mailed(hash) {
  const given = new URLSearchParams(hash.slice(1));
  const task = TASKS.find((name) => given.get(name));
  if (!task) return null;
  const value = given.get(task);
  return task === "ticket" ? { task, id: value, token: given.get("token") } : { task, token: value };
}
