// <foyer-documents>: the documents of an agent or a chat: sent, read, given out, read again, deleted.
import { css, html, nothing, repeat } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { Regularly } from "./shared/regularly.js";
import { toast } from "./shared/toasts.js";
import "./confirm.js";
import { Dropping } from "./dropping.js";
import { save } from "./saving.js";
import "./tray.js";
import { ACCEPTED, Uploads } from "./uploads.js";
import { ago, notesOn, size, whyFailed } from "./words.js";

const LOOK_EVERY_MS = 4_000; // while one is being read
const SOON_MS = 800; // most are read by then

class FoyerDocuments extends Element {
  static properties = {
    api: { attribute: false },
    account: { attribute: false },
    /** "agent" or "chat". */
    entity: {},
    entityId: { attribute: false },
    /** Whether all of them are one's own to delete. */
    owner: { type: Boolean },
    list: { state: true },
    problem: { state: true },
    leaving: { state: true },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: grid;
        gap: 0.9rem;
        grid-template-columns: minmax(0, 1fr);
      }
      .drop {
        display: grid;
        gap: 0.5rem;
        justify-items: center;
        padding: 1rem;
        border: 2px dashed var(--line-strong);
        border-radius: var(--radius);
        text-align: center;
      }
      .drop.over {
        border-color: var(--accent);
        background: var(--accent-soft);
      }
      .drop small {
        color: var(--ink-soft);
      }
      ul {
        display: grid;
        gap: 0.6rem;
        grid-template-columns: minmax(0, 1fr);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template: "shape name tools" auto / auto minmax(0, 1fr) auto;
        gap: 0.15rem 0.7rem;
        align-items: center;
        padding: 0.5rem 0.4rem 0.5rem 0.8rem;
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
        background: var(--surface);
      }
      li > svg {
        color: var(--accent);
      }
      .failed > svg {
        color: var(--danger);
      }
      b {
        display: block;
        overflow-wrap: anywhere;
        font-weight: 500;
        line-height: 1.3;
      }
      .state {
        font-size: 0.85rem;
      }
      .note {
        display: block;
        color: var(--ink-soft);
      }
      .failed .state {
        color: var(--danger);
      }
      .tools {
        display: flex;
        justify-content: end;
      }
      ul {
        container-type: inline-size;
      }
      @container (max-width: 26rem) {
        li {
          grid-template: "shape name" auto "tools tools" auto / auto minmax(0, 1fr);
        }
        .tools {
          grid-column: 1 / -1;
        }
      }
      .tools button {
        display: grid;
        place-items: center;
        width: 2.25rem;
        height: 2.5rem;
        padding: 0;
        border: 0;
        border-radius: 999px;
        background: none;
        color: var(--ink-soft);
      }
      .tools button:hover {
        background: var(--surface-raised);
        color: var(--ink);
      }
      .refusal {
        display: flex;
        flex-wrap: wrap;
        gap: 0.6rem;
        align-items: center;
        padding: 0.6rem 0.8rem;
        border-radius: var(--radius-small);
        background: var(--danger-soft);
        color: var(--danger);
      }
    `,
  ];

  #dropping = new Dropping(this, (files) => this.uploads.add(files));

  constructor() {
    super();
    this.list = null;
    new Regularly(this, LOOK_EVERY_MS, () => {
      if (this.list?.some(({ state }) => state === "processing")) this.#read();
    });
  }

  willUpdate(changed) {
    if (!changed.has("entityId") && !changed.has("entity")) return;
    this.uploads?.close();
    this.uploads = new Uploads(this.api, this.entity, this.entityId);
    this.uploads.addEventListener("uploaded", ({ detail }) => this.#uploaded(detail));
    this.list = null;
    this.#read();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.uploads?.close();
  }

  async #read() {
    try {
      const query = `entity_type=${this.entity}&entity_id=${this.entityId}`;
      this.#become((await this.api.get(`/api/documents?${query}`)).documents);
      this.problem = null;
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.problem = problem;
    }
  }

  #become(list) {
    this.list = list;
    this.emit("documents", list);
  }

  // What is in the list is shown no more among what is on its way.
  #uploaded(document) {
    const others = (this.list ?? []).filter(({ id }) => id !== document.id);
    this.#become([document, ...others].sort((one, other) => other.id - one.id));
    const entry = this.uploads.list.find((each) => each.document?.id === document.id);
    if (entry) this.uploads.drop(entry);
    if (document.state === "processing") setTimeout(() => this.isConnected && this.#read(), SOON_MS);
  }

  render() {
    const { list } = this;
    return html`<div
        class="drop ${this.#dropping.isOver ? "over" : ""}"
        @dragover=${this.#dropping.over}
        @dragleave=${this.#dropping.left}
        @drop=${this.#dropping.dropped}
      >
        <button class="button small" @click=${(event) => event.currentTarget.nextElementSibling.click()}>
          ${icon("plus", 18)} ${t("documents.add")}
        </button>
        <input type="file" hidden multiple accept=${ACCEPTED} @change=${this.#chosen} />
        <small>${t("documents.kinds")}</small>
      </div>
      <div>
        <foyer-tray .uploads=${this.uploads}></foyer-tray>
        <div role="alert">
          ${this.problem
            ? html`<p class="refusal">
                ${errorText(this.problem)}
                <button class="button small" @click=${() => this.#read()}>${t("retry")}</button>
              </p>`
            : nothing}
        </div>
      </div>
      ${list?.length === 0 ? html`<p class="quiet">${t(`documents.none.${this.entity}`)}</p>` : nothing}
      ${list?.length
        ? html`<ul aria-live="polite" aria-relevant="text">
            ${repeat(
              list,
              ({ id }) => id,
              (document) => this.#document(document),
            )}
          </ul>`
        : nothing}
      ${this.leaving ? this.#confirm() : nothing}`;
  }

  #document(document) {
    const { id, filename, state } = document;
    const tool = (shape, label, work) =>
      html`<button aria-label=${t(label, filename)} title=${t(label, filename)} @click=${work}>
        ${icon(shape, 20)}
      </button>`;
    return html`<li class=${state} data-id=${id}>
      ${icon({ ready: "file", failed: "alert" }[state] ?? "clock", 22)}
      <div>
        <b dir="auto">${filename}</b>
        <span class="state quiet">${this.#state(document)}</span>
        ${notesOn(document).map((note) => html`<span class="state note">${note}</span>`)}
      </div>
      <div class="tools">
        ${tool("download", "documents.downloadWhich", () => this.#download(document))}
        ${state === "processing" ? nothing : tool("again", "documents.reindex", () => this.#reindex(document))}
        ${this.owner || document.user_id === this.account.id
          ? tool("bin", "documents.delete", () => (this.leaving = document))
          : nothing}
      </div>
    </li>`;
  }

  #state(document) {
    const { state, pages, file_size: bytes, uploaded_at: at } = document;
    if (state === "failed") return t("documents.failedWhy", whyFailed(document));
    if (state === "processing") return t("documents.processing");
    return [t("documents.pages", pages), size(bytes), ago(at)].join(" · ");
  }

  #confirm() {
    const { id, filename } = this.leaving;
    return html`<foyer-confirm
      .label=${t("documents.deleteTitle")}
      .text=${t("documents.deleteText", filename)}
      .deed=${t("documents.deleteDeed")}
      .work=${async () => {
        await this.api.delete(`/api/documents/${id}`);
        this.#become(this.list.filter((document) => document.id !== id));
        toast(t("documents.deleted"));
      }}
      @closed=${() => (this.leaving = null)}
    ></foyer-confirm>`;
  }

  async #download({ id, filename }) {
    await this.#try(async () => save(await this.api.blob("GET", `/api/documents/${id}`), filename));
  }

  async #reindex({ id }) {
    await this.#try(async () => {
      const again = await this.api.post(`/api/documents/${id}/reindex`);
      this.#become(this.list.map((document) => (document.id === id ? again : document)));
    });
  }

  async #try(work) {
    try {
      await work();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      toast(errorText(problem));
    }
  }

  #chosen({ target }) {
    this.uploads.add([...target.files]);
    target.value = "";
  }
}

customElements.define("foyer-documents", FoyerDocuments);
