// The places of the intranet's pages.
//
//   #/                       rooms and conversations; on a wide screen the last one that was open
//   #/salons/12?message=40   one room, perhaps at one of its messages; without a number: all rooms
//   #/direct/5               the conversation with person 5
//   #/recherche?q=…&salon=…  #/personnes  #/fichiers  #/ressources  #/produits  #/compte
import { Places } from "./shared/places.js";

const places = new Places(
  {
    home: "",
    room: "salons",
    direct: "direct",
    search: "recherche",
    people: "personnes",
    files: "fichiers",
    resources: "ressources",
    products: "produits",
    account: "compte",
  },
  "home",
);

export const to = (...place) => places.to(...place);

/** As `Places.of`; `rooms` is the list of all rooms, and `key` names the room or conversation. */
export function placeOf(hash) {
  const place = places.of(hash);
  const isNumber = /^[1-9]\d{0,9}$/.test(place.id ?? "");
  if (place.name === "room") {
    return isNumber ? { ...place, key: `r${place.id}` } : { ...place, id: null, name: "rooms" };
  }
  if (place.name === "direct") {
    return isNumber ? { ...place, key: `d${place.id}` } : { ...place, id: null, name: "home" };
  }
  return place;
}

/** The address of a room or conversation by its key, perhaps at one of its messages. */
export const toKey = (key, seq = null) =>
  to(key.startsWith("r") ? "room" : "direct", key.slice(1), seq ? { message: seq } : {});
