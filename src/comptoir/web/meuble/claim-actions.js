// <meuble-claim-actions>: what a customer can do with a claim: write, close, reopen, rate.
import { css, html, live, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { dialogs } from "./shared/dialogs.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { forgetKept, keep, kept, newId } from "./shared/kept.js";
import { toast } from "./shared/toasts.js";
import { ENDED } from "./claim-status.js";
import { fields } from "./shared/fields.js";
import { ACCEPTED, MOST, Photos } from "./photos.js";
import "./rating.js";
import "./tray.js";

const MOST_CHARS = 4000;
const DRAFTS = "comptoir.meuble.reply.";
const REOPENABLE = ["resolu", "rejete"];

/** Forget what was being written about claims. */
export const forgetReplies = () => forgetKept(DRAFTS);

class MeubleClaimActions extends Element {
  static properties = {
    api: { attribute: false },
    claim: { attribute: false },
    opening: { attribute: false },
    text: { state: true },
    busy: { state: true },
    refusal: { state: true },
  };

  static styles = [
    Element.styles,
    dialogs,
    fields,
    css`
      :host {
        display: grid;
        gap: 1.25rem;
      }
      .panel {
        display: grid;
        gap: 0.9rem;
        padding: 1.1rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      h3 {
        font-size: 1.2rem;
      }
      .panel .actions {
        justify-content: start;
      }
      .close {
        margin-inline-start: auto;
        border-color: transparent;
      }
    `,
  ];

  #photos = null;
  #tried = {}; // the body tried last, and its key

  constructor() {
    super();
    this.text = "";
    this.busy = false;
    this.refusal = null;
  }

  willUpdate(changed) {
    const before = changed.get("claim");
    if (!changed.has("claim") || before?.ticket_id === this.claim.ticket_id) return;
    this.text = kept(this.#draft) ?? "";
    this.#photos = new Photos(this.api);
    this.#photos.addEventListener("change", () => this.requestUpdate());
  }

  get #draft() {
    return DRAFTS + this.claim.ticket_id;
  }

  render() {
    const { status, merged_into: merged } = this.claim;
    if (merged) return nothing;
    const ended = ENDED.includes(status);
    return html`${ended ? this.#rating() : this.#reply()}
      ${REOPENABLE.includes(status) ? this.#reopen() : nothing}`;
  }

  #reply() {
    const tooLong = [...this.text.trim()].length - MOST_CHARS;
    return html`<form class="panel" @submit=${this.#send}>
        <h3>${t("reply.title")}</h3>
        <label>
          <span class="visually-hidden">${t("reply.label")}</span>
          <textarea
            dir="auto"
            placeholder=${t("reply.placeholder")}
            .value=${live(this.text)}
            @input=${({ target }) => this.#write(target.value)}
          ></textarea>
        </label>
        <meuble-tray .photos=${this.#photos}></meuble-tray>
        <div role="alert">
          ${tooLong > 0
            ? html`<p class="refusal">${t("composer.tooLong", tooLong)}</p>`
            : this.refusal
              ? html`<p class="refusal">${errorText(this.refusal)}</p>`
              : nothing}
        </div>
        <div class="actions">
          <button
            class="button primary"
            ?disabled=${this.busy || this.#photos.busy || !this.text.trim() || tooLong > 0}
          >
            ${icon("send", 18)} ${t("composer.send")}
          </button>
          <button
            class="button"
            type="button"
            @click=${({ currentTarget }) => currentTarget.nextElementSibling.click()}
          >
            ${icon("photo", 18)} ${t("reply.photos")}
          </button>
          <input type="file" hidden multiple accept=${ACCEPTED.any} @change=${this.#chosen} />
          <button class="button close" type="button" @click=${() => this.#dialog.showModal()}>
            ${t("claim.close")}
          </button>
        </div>
      </form>
      <dialog aria-labelledby="closing">
        <div class="dialog">
          <h2 id="closing">${t("claim.closeTitle")}</h2>
          <p>${t("claim.closeText")}</p>
          <div class="actions">
            <button class="button primary" @click=${() => this.#close()}>${t("claim.close")}</button>
            <button class="button" @click=${() => this.#dialog.close()}>${t("cancel")}</button>
          </div>
        </div>
      </dialog>`;
  }

  #rating() {
    return html`<meuble-rating
      class="panel"
      .rating=${this.claim.rating ?? null}
      @rated=${({ detail }) => this.#do("rate", detail, t("rating.thanks"))}
    ></meuble-rating>`;
  }

  #reopen() {
    return html`<form class="panel" @submit=${this.#askAgain}>
      <h3>${t("claim.reopenTitle")}</h3>
      <label>
        ${t("claim.reopenWhy")}
        <textarea name="reason" dir="auto" maxlength="2000" required></textarea>
      </label>
      <div role="alert">
        ${this.refusal ? html`<p class="refusal">${errorText(this.refusal)}</p>` : nothing}
      </div>
      <div class="actions">
        <button class="button" ?disabled=${this.busy}>${icon("undo", 18)} ${t("claim.reopen")}</button>
      </div>
    </form>`;
  }

  get #dialog() {
    return this.renderRoot.querySelector("dialog");
  }

  #write(text) {
    this.text = text;
    keep(this.#draft, text || null);
  }

  #chosen({ target }) {
    if (this.#photos.add([...target.files])) toast(t("photos.tooMany", MOST));
    target.value = "";
  }

  async #send(event) {
    event.preventDefault();
    const photos = this.#photos.done.map(({ url }) => url);
    const body = { content: this.text.trim(), ...(photos.length && { photos }) };
    if (!(await this.#do("reply", body, t("reply.sent")))) return;
    this.#write("");
    this.#photos.clear();
  }

  #close() {
    this.#dialog.close();
    return this.#do("close", {}, t("claim.closed"));
  }

  #askAgain(event) {
    event.preventDefault();
    const reason = new FormData(event.target).get("reason").trim();
    return this.#do("reopen", { reason }, t("claim.reopened"));
  }

  // Says whether it was done; what was typed stays where it was not.
  async #do(action, body, words) {
    this.busy = true;
    this.refusal = null;
    const said = JSON.stringify([action, body]);
    if (this.#tried.said !== said) this.#tried = { said, key: newId() };
    try {
      const headers = { ...this.opening, "Idempotency-Key": this.#tried.key };
      await this.api.post(`/api/tickets/${this.claim.ticket_id}/${action}`, body, headers);
      this.#tried = {};
      toast(words);
      this.emit("changed");
      return true;
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.refusal = problem;
      if (action === "rate" || action === "close") toast(errorText(problem));
      if (problem.status === 409) this.emit("changed"); // somebody was faster
      return false;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("meuble-claim-actions", MeubleClaimActions);
