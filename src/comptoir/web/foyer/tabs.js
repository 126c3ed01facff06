// Tabs of one browser tell each other which chat changed: they look at once, socket or not.

const CHANNEL = "comptoir.foyer.chats";
const speaker = globalThis.BroadcastChannel ? new BroadcastChannel(CHANNEL) : null;

/** Tell the other tabs that a chat changed here. */
export function changedHere(chatId) {
  speaker?.postMessage(chatId);
}

/** Call `look` when another tab changed the chat, until `signal`. */
export function changedElsewhere(chatId, look, signal) {
  speaker?.addEventListener("message", ({ data }) => data === chatId && look(), { signal });
}
