// What is being written in each room: kept in this browser until it is sent.
import { keep, kept } from "./shared/kept.js";

const keyOf = (userId, room) => `comptoir.intranet.${userId}.draft.${room}`;

/** `{text, files, replyTo}`, empty where nothing was written. */
export function draftOf(userId, room) {
  return { text: "", files: [], replyTo: null, ...kept(keyOf(userId, room)) };
}

export function keepDraft(userId, room, { text, files, replyTo }) {
  const isEmpty = !text && !files.length && !replyTo;
  keep(keyOf(userId, room), isEmpty ? null : { text, files, replyTo });
}
