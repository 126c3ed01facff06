// <intranet-files>: the files one may read; adding, fetching, deleting.
import { html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { moment, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { newId } from "./shared/kept.js";
import { toast } from "./shared/toasts.js";
import "./ask.js";
import { download, sizeOf } from "./attachment.js";
import { ListView } from "./list-view.js";
import { toKey } from "./routes.js";

const MOST_BYTES = 10 * 2 ** 20;

class IntranetFiles extends ListView {
  static properties = {
    /** What is being sent: `{name, share}`, or null. */
    sending: { state: true },
  };

  constructor() {
    super();
    this.sending = null;
  }

  get place() {
    return { name: "files", path: "/files", shape: "folder" };
  }

  render() {
    return html`<div class="column" @dragover=${(event) => event.preventDefault()} @drop=${this.#dropped}>
      <div class="top">
        <h2 tabindex="-1">${t("files.title")}</h2>
        <button class="button primary" ?disabled=${this.sending} @click=${() => this.renderRoot.querySelector("input[type=file]").click()}>
          ${icon("plus", 18)} ${t("files.add")}
        </button>
        <input type="file" hidden multiple @change=${this.#picked} />
      </div>
      <p class="quiet">${t("files.text")}</p>
      ${this.search()}
      <div role="status">${this.sending ? this.#sending() : nothing}</div>
      ${this.rows((file) => this.#row(file))}
      <ask-first></ask-first>
    </div>`;
  }

  #sending() {
    const { name, share } = this.sending;
    return html`<div class="panel">
      <span>${t("files.sending", name)}</span>
      <progress max="1" value=${share} aria-label=${t("files.sending", name)}></progress>
    </div>`;
  }

  #row(file) {
    const { me, people } = this.office;
    const isMine = file.owner_id === me.id;
    const by = isMine ? null : people.get(file.owner_id)?.username;
    return html`<div class="row">
      <span class="sign" aria-hidden="true">${icon("file", 20)}</span>
      <span class="words">
        <b dir="auto">${file.name}</b>
        <small>${[sizeOf(file.size_bytes), by, moment(file.created_at)].filter(Boolean).join(" · ")} · ${this.#where(file)}</small>
      </span>
      <span class="doing">
        <button class="button icon" aria-label=${t("file.download", file.name)} title=${t("file.download", file.name)} @click=${() => download(this.api, file.url, file.name)}>
          ${icon("download")}
        </button>
        ${isMine || me.role === "admin"
          ? html`<button class="button icon" aria-label=${t("files.delete", file.name)} title=${t("files.delete", file.name)} @click=${() => this.#askToDelete(file)}>
              ${icon("bin")}
            </button>`
          : nothing}
      </span>
    </div>`;
  }

  #where({ room_id: id }) {
    if (id === null) return t("files.own");
    const room = this.office.rooms.get(`r${id}`);
    return room ? html`<a href=${toKey(room.key)}>${t("files.inRoom", room.name)}</a>` : t("files.shared");
  }

  #askToDelete(file) {
    this.renderRoot.querySelector("ask-first").ask({
      title: t("files.deleteTitle"),
      text: t("files.deleteText", file.name),
      yes: t("delete"),
      work: async () => {
        await this.api.delete(`/files/${file.id}`);
        this.drop(file);
        toast(t("files.deleted"));
      },
    });
  }

  #picked({ target }) {
    const files = [...target.files];
    target.value = "";
    return this.#send(files);
  }

  #dropped(event) {
    event.preventDefault();
    this.#send([...event.dataTransfer.files]);
  }

  async #send(files) {
    if (this.sending) return;
    for (const file of files) {
      if (file.size > MOST_BYTES) {
        toast(t("files.tooLarge", file.name));
        continue;
      }
      const form = new FormData();
      form.append("file", file);
      this.sending = { name: file.name, share: 0 };
      try {
        const kept = await this.api.upload("/files", form, {
          headers: { "Idempotency-Key": newId() },
          progress: (share) => (this.sending = { name: file.name, share }),
        });
        this.take(kept);
        toast(t("files.sent", file.name));
      } catch (problem) {
        if (problem.status === undefined) throw problem;
        toast(errorText(problem));
      }
    }
    this.sending = null;
  }
}

customElements.define("intranet-files", IntranetFiles);
