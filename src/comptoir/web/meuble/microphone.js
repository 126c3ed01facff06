// <meuble-microphone>: speak instead of writing; what was heard can be read before it is sent.
import { css, html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { Element } from "./shared/element.js";
import { language, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { toast } from "./shared/toasts.js";

const LONGEST_S = 120;

class MeubleMicrophone extends Element {
  static properties = {
    api: { attribute: false },
    /** "still", "listening" or "writing". */
    state: { state: true },
    seconds: { state: true },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: 0.4rem;
        font-size: 0.85rem;
      }
      .time {
        font-variant-numeric: tabular-nums;
        color: var(--ink-soft);
      }
      button {
        display: grid;
        place-items: center;
        width: 2.75rem;
        height: 2.75rem;
        border: 0;
        border-radius: 50%;
        background: none;
        color: var(--ink-soft);
      }
      button:hover {
        background: var(--surface-raised);
        color: var(--ink);
      }
      button[aria-pressed="true"] {
        background: var(--danger-soft);
        color: var(--danger);
      }
      button:disabled {
        opacity: 0.55;
      }
    `,
  ];

  #recorder = null;
  #ticking;

  constructor() {
    super();
    this.state = "still";
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    if (this.state === "listening") this.#recorder.stop();
  }

  // Browsers keep the microphone from pages on plain HTTP.
  render() {
    if (!navigator.mediaDevices?.getUserMedia || !globalThis.MediaRecorder) return nothing;
    const listens = this.state === "listening";
    const label = t(listens ? "voice.stop" : "voice.speak");
    return html`<button
        type="button"
        aria-label=${label}
        title=${label}
        aria-pressed=${listens}
        ?disabled=${this.state === "writing"}
        @click=${() => (listens ? this.#recorder.stop() : this.#listen())}
      >
        ${icon(listens ? "stop" : "mic", 22)}
      </button>
      <span role="status">${this.state === "still" ? nothing : t(`voice.${this.state}`)}</span>
      ${listens ? html`<span class="time" aria-hidden="true">${clock(this.seconds)}</span>` : nothing}`;
  }

  async #listen() {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      toast(t("voice.refused"));
      return;
    }
    const pieces = [];
    this.#recorder = new MediaRecorder(stream);
    this.#recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
    this.#recorder.addEventListener("stop", () => {
      clearInterval(this.#ticking);
      for (const track of stream.getTracks()) track.stop();
      this.#write(new Blob(pieces, { type: this.#recorder.mimeType }));
    });
    this.#recorder.addEventListener("start", () => this.#tick());
    this.#recorder.start();
  }

  #tick() {
    this.state = "listening";
    this.seconds = 0;
    this.#ticking = setInterval(() => {
      if (++this.seconds >= LONGEST_S) this.#recorder.stop();
    }, 1000);
  }

  async #write(sound) {
    this.state = "writing";
    const form = new FormData();
    const extension = sound.type.includes("mp4") ? "m4a" : sound.type.includes("ogg") ? "ogg" : "webm";
    form.append("audio_file", sound, `message.${extension}`);
    form.append("language", language.current);
    try {
      const { text } = await this.api.request("POST", "/api/voice/transcribe", { form });
      if (text.trim()) this.emit("heard", text.trim());
      else toast(t("voice.nothing"));
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      toast(problem.status === 503 ? problem.detail : errorText(problem));
    } finally {
      this.state = "still";
    }
  }
}

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

customElements.define("meuble-microphone", MeubleMicrophone);
