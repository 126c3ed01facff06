// The places of the staff's pages.
//
//   #/                        the queue (?statut=…&priorite=…&nature=…&pour=…&q=…)
//   #/demandes/SAV-MDF-…      one claim's file
//   #/conversations[/…]       conversations handed over; one of them
//   #/chiffres  #/catalogue  #/questions  #/cles
import { Places } from "../shared/places.js";

const places = new Places(
  {
    queue: "",
    claim: "demandes",
    conversations: "conversations",
    figures: "chiffres",
    catalogue: "catalogue",
    faq: "questions",
    keys: "cles",
  },
  "queue",
);

export const to = (...place) => places.to(...place);

/** As `Places.of`; a claim without its number is the queue. */
export function placeOf(hash) {
  const place = places.of(hash);
  return place.name === "claim" && !place.id ? { ...place, name: "queue" } : place;
}
