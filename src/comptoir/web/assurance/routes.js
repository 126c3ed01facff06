// The places of the customers' page.
//
//   #/              the conversation
//   #/devis[/<id>]  the quotations of this browser and of the account; one of them
//   #/espace        contracts, claims, papers, one's data
import { Places } from "./shared/places.js";

const places = new Places({ talk: "", quotes: "devis", space: "espace" }, "talk");

export const to = (...place) => places.to(...place);
export const placeOf = (hash) => places.of(hash);
