// What the service remembers of a conversation, newest first.

const PAGE = 100;
const RESUME_WITHIN_MS = 24 * 3600 * 1000;

/** A page of the conversation, `{history, total}`, after the `offset` newest turns. */
export function listed(api, sessionId, offset = 0) {
  const session = encodeURIComponent(sessionId);
  return api.get(`/api/chat/history?limit=${PAGE}&offset=${offset}&session_id=${session}`);
}

/** The signed-in caller's conversation of the last day, or null. */
export async function latestSession(api) {
  const { history } = await api.get("/api/chat/history?limit=1").catch(() => ({ history: [] }));
  const isRecent = ({ created_at: at }) => Date.now() - new Date(at) < RESUME_WITHIN_MS;
  return history.find(isRecent)?.session_id ?? null;
}
