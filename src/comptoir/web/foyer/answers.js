// An answer as it arrives: its events read from a response, and its words put together.
//
// Each event's id says how many characters of the answer it makes whole, so that what comes twice
// around a cut is seen once, and what is missing is asked for again.
import { Problem } from "./shared/api.js";
import { lengthOf } from "./shared/characters.js";

const SILENCE_MS = 45_000; // the service says something at least every 15 s

/** A gap in what arrives: whoever reads asks again from where they are. */
export class Gap extends Error {}

/** The events of a response, `{event, id, data}`; throws `Problem` when it is cut. */
export async function* eventsOf(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await heard(reader);
      if (done) return;
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        const event = eventOf(block);
        if (event) yield event;
      }
    }
  } finally {
    reader.cancel().catch(() => {}); // cut already
  }
}

// A line that is silent for long was cut without a word; so was what was open while it was away.
async function heard(reader) {
  const over = new AbortController();
  const isCut = new Promise((_, reject) => {
    const giveUp = () => reject(cut());
    const waiting = setTimeout(giveUp, SILENCE_MS);
    addEventListener("online", giveUp, { signal: over.signal });
    over.signal.addEventListener("abort", () => clearTimeout(waiting));
  });
  try {
    return await Promise.race([reader.read().catch(() => Promise.reject(cut())), isCut]);
  } finally {
    over.abort();
  }
}

const cut = () => new Problem({ status: 0, code: "unreachable", retryAfterS: null });

function eventOf(block) {
  const field = (name) => {
    const line = block.split("\n").find((each) => each.startsWith(`${name}:`));
    return line?.slice(name.length + 1).trimStart();
  };
  const data = field("data");
  if (data === undefined) return null;
  const id = field("id") ?? "";
  if (data === "[DONE]") return { event: "done", id, data: null };
  return { event: field("event") ?? "token", id, data: JSON.parse(data) };
}

/** Add an event to an answer; whether the answer is whole now. Throws `Gap`. */
export function hear(answer, { event, id, data }) {
  if (event === "token") say(answer, data.token, Number(id.split(".")[1]));
  else if (event === "reset") begin(answer, data.content);
  else if (event === "citations") answer.citations = data.citations;
  else if (event === "usage") {
    const { message_id: _, llm_model: model, state, ...usage } = data;
    Object.assign(answer, { llm_model: model, state, usage });
  } else if (event === "error") answer.state = data.code;
  return event === "done";
}

/** Let an answer be `content`, and know how long that is. */
export function begin(answer, content) {
  answer.content = content;
  answer.chars = lengthOf(content);
}

function say(answer, token, reached) {
  const known = answer.chars;
  const start = reached - lengthOf(token);
  if (start > known) throw new Gap();
  if (reached <= known) return;
  answer.content += start === known ? token : [...token].slice(known - start).join("");
  answer.chars = reached;
}
