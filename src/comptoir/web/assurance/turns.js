// The turns of a conversation as plain data, and the rules that order them.
//
// A turn is {id, role, content, at} and, for what only this page knows: `answer` (what came with an
// assistant's words), `status` ("queued", "sending", "unsent", "refused") and `problem` (of a message
// on its way), `isSent` (it may have arrived: the line was cut before the answer).
import { newId } from "./shared/kept.js";

const KEPT = ["asks", "email", "recap", "claim_id", "withdrawal", "handed_over", "missing"];
const SHOWN = ["contrats", "devis", "sinistres"];

/** A message on its way. */
export function message(content) {
  return { id: newId(), role: "user", content, at: new Date().toISOString(), status: "queued" };
}

/** The assistant's turn made of a frame of the service. */
export function reply({ response, language, intent, requires_validation: asksYes, data }) {
  const kept = KEPT.filter((name) => data[name] !== undefined).map((name) => [name, data[name]]);
  return {
    id: newId(),
    role: "assistant",
    content: response,
    at: new Date().toISOString(),
    answer: {
      ...Object.fromEntries(kept),
      language,
      intent,
      asksYes,
      quote: data.quotation?.id,
      shows: SHOWN.find((name) => data[name]?.length),
    },
  };
}

/** An adviser's turn: two tabs that hear the same words know them by their moment. */
export function adviserTurn({ response, data }) {
  return { id: `staff ${data.timestamp}`, role: "staff", content: response, at: data.timestamp };
}

/** The assistant's turn that says that it is back. */
export function backTurn({ response, data }) {
  return { id: `back ${data.timestamp}`, role: "assistant", content: response, at: data.timestamp };
}

/** Whether the service has not acknowledged the turn yet. */
export const pending = (turn) => turn.status !== undefined;

/**
 * What the service remembers (oldest first), with what only this page knows.
 *
 * Older turns than those listed stay. A message that may have arrived is there or not: one that is
 * has been delivered, the others stay last, to be sent again.
 */
export function merge(turns, history) {
  const recognised = new Set();
  const listed = history
    .toReversed()
    .map((entry) => {
      const known = (turn) => !recognised.has(turn) && same(turn, entry);
      const turn =
        turns.findLast((one) => !pending(one) && known(one)) ??
        turns.findLast((one) => one.isSent && known(one));
      if (!turn) return remembered(entry);
      recognised.add(turn);
      const { id, role, content, answer } = turn;
      return { id, role, content, at: entry.timestamp, ...(answer && { answer }) };
    })
    .reverse();
  const first = turns.findIndex((turn) => recognised.has(turn));
  const older = turns.slice(0, Math.max(first, 0)).filter((turn) => !pending(turn));
  const left = turns.filter((turn) => pending(turn) && !recognised.has(turn));
  return [...older, ...listed, ...left];
}

const remembered = ({ role, content, timestamp }) => ({ id: newId(), role, content, at: timestamp });

const same = (turn, { role, content }) =>
  turn.role === role && turn.content.trim() === content.trim();
