// Reading an answer aloud. The sound is decoded here: the page's rules allow it no media elements.
let context = null;
let playing = null;

/** Say `text` in `language`; what was being said stops. Ends when it was said. Throws `Problem`. */
export async function speak(api, text, language) {
  hush();
  context ??= new AudioContext();
  const mine = (playing = { source: null });
  const sound = await api.blob("POST", "/api/voice/tts", { json: { text: plain(text), language } });
  const decoded = await context.decodeAudioData(await sound.arrayBuffer());
  if (playing !== mine) return; // hushed meanwhile
  await context.resume();
  await new Promise((resolve) => {
    mine.source = context.createBufferSource();
    mine.source.buffer = decoded;
    mine.source.connect(context.destination);
    mine.source.addEventListener("ended", resolve);
    mine.source.start();
  });
  if (playing === mine) playing = null;
}

/** Stop what is being said. */
export function hush() {
  playing?.source?.stop();
  playing = null;
}

const LONGEST = 4000;

const plain = (text) => text.replace(/[*_#`]/g, "").slice(0, LONGEST);
