// The places of the advisers' pages.
//
//   #/conversations[/<id>] who waits for a person; one conversation
//   #/webhooks[/<id>]      where events are told; what became of the deliveries of one
import { Places } from "../shared/places.js";

const places = new Places({ desk: "conversations", webhooks: "webhooks" }, "desk");

export const to = (...place) => places.to(...place);
export const placeOf = (hash) => places.of(hash);
