// The turns of a conversation as plain data, and the rules that order them.
//
// A turn is {id, role, content, at} and, for what only this page knows: `answer` (the cards and
// choices that came with an assistant's words), `photos` (that went with a customer's), `status` and
// `problem` (a message on its way).
import { newId } from "./shared/kept.js";

const ANSWERED = [
  "language",
  "recap",
  "claim",
  "quick_replies",
  "requires_validation",
  "ticket_access_token",
  "sources",
  "withdrawal",
];

/** A message on its way: its id is the Idempotency-Key of every try. */
export function message(content, photos = []) {
  const at = new Date().toISOString();
  const shown = photos.map(({ url, name, kind }) => ({ url, name, kind }));
  return { id: newId(), role: "user", content, at, photos: shown, status: "queued" };
}

/** The assistant's turn made of an answer of the service. */
export function reply(answer) {
  const kept = ANSWERED.map((name) => [name, answer[name]]);
  return {
    id: newId(),
    role: "assistant",
    content: answer.response,
    at: new Date().toISOString(),
    answer: Object.fromEntries(kept),
  };
}

/** Whether the service has not acknowledged the turn yet. */
export const pending = (turn) => turn.status !== undefined;

/**
 * What the service remembers (newest first, as it lists it), with what only this page knows.
 *
 * Older turns than those listed stay; messages on their way stay last.
 */
export function merge(turns, history) {
  const known = turns.filter((turn) => !pending(turn));
  const recognised = new Set();
  let oldest = known.length;
  const listed = history.map((entry) => {
    const turn = known.findLast((one) => !recognised.has(one) && same(one, entry));
    if (!turn) return remembered(entry);
    recognised.add(turn);
    oldest = known.indexOf(turn);
    return { ...turn, at: entry.created_at };
  });
  const older = known.slice(0, oldest).filter((turn) => !recognised.has(turn));
  return [...older, ...listed.reverse(), ...turns.filter(pending)];
}

/** A page of the history (newest first) that ends where the turns begin, before them. */
export function prepend(turns, history) {
  return [...history.map(remembered).reverse(), ...turns];
}

const remembered = ({ role, content, created_at: at }) => ({ id: newId(), role, content, at });

const same = (turn, { role, content }) =>
  turn.role === role && turn.content.trim() === content.trim();
