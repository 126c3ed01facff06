// The places of the pages.
//
//   #/                                chats
//   #/nouvelle                        with whom to begin one
//   #/discussions/12?message=34       one chat, perhaps at a message
//   #/agents  #/agents/3  #/agents/nouveau
//   #/memoire  #/memoire/3            what agents keep of oneself; what one of them keeps
//   #/compte
import { Places } from "./shared/places.js";

const places = new Places(
  {
    chats: "",
    start: "nouvelle",
    chat: "discussions",
    agents: "agents",
    memory: "memoire",
    account: "compte",
  },
  "chats",
);

export const NEW = "nouveau";

export const to = (...place) => places.to(...place);

/** As `Places.of`; a chat without its number is the list. */
export function placeOf(hash) {
  const place = places.of(hash);
  return place.name === "chat" && !Number(place.id) ? { ...place, name: "chats", id: null } : place;
}
