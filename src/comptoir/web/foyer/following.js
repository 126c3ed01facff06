// Following an answer to its end, through whatever cuts the line.
import { eventsOf, Gap, hear } from "./answers.js";
import { pause } from "./pause.js";

/**
 * Hear an answer until it is whole; whether it is, and not gone.
 *
 * `resume` asks for what comes after what `answer` has; `events` is what arrives already, or null.
 * `heard` is called after each event, `cut` when the line breaks and again when it is mended.
 */
export async function follow(answer, { resume, events = null, signal, heard, cut }) {
  for (let tries = 0; !signal.aborted; tries += 1) {
    let problem = null;
    try {
      events ??= eventsOf(await resume());
      for await (const event of events) {
        cut(false);
        tries = 0;
        const isWhole = hear(answer, event);
        heard();
        if (isWhole) return true;
      }
    } catch (caught) {
      if (signal.aborted) return false;
      if (!(caught instanceof Gap) && caught.status === undefined) throw caught;
      if (caught.status && !caught.passing) return false;
      problem = caught;
    }
    events = null;
    cut(true);
    await pause(tries, problem?.retryAfterS, signal);
  }
  return false;
}
