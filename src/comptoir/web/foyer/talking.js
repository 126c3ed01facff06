// Beginning a chat with an agent, from wherever one sees it.
import { newId } from "./shared/kept.js";
import { to } from "./routes.js";

/** Begin a chat and go there. Throws `Problem`. */
export async function talk(api, agentId, key = newId()) {
  const chat = await api.post("/api/chats", { agent_id: agentId }, { "Idempotency-Key": key });
  location.hash = to("chat", chat.id);
  return chat;
}
