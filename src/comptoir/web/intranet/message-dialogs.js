// <message-dialogs>: taking a message back, and what it said before.
import { css, html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { dialogs } from "./shared/dialogs.js";
import { Element } from "./shared/element.js";
import { moment, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";

class MessageDialogs extends Element {
  static properties = {
    api: { attribute: false },
    office: { attribute: false },
    message: { state: true },
    before: { state: true },
    refusal: { state: true },
    busy: { state: true },
  };

  static styles = [
    Element.styles,
    dialogs,
    css`
      blockquote,
      li {
        max-height: 12rem;
        margin: 0;
        padding: 0.5rem 0.8rem;
        overflow-y: auto;
        border-inline-start: 3px solid var(--line-strong);
        background: var(--surface-raised);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      ol {
        display: grid;
        gap: 0.6rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li time {
        display: block;
        font-size: 0.8rem;
        color: var(--ink-soft);
      }
    `,
  ];

  /** Ask whether a message is really to be taken back. */
  askToDelete(message) {
    this.#show({ message, before: null });
  }

  /** Show what a message said before. */
  async showHistory(message, path) {
    this.#show({ message, before: [] });
    try {
      this.before = await this.api.get(`${path}/history`);
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.refusal = problem;
    }
  }

  async #show(fields) {
    Object.assign(this, fields, { refusal: null, busy: false });
    await this.updateComplete;
    this.#dialog.showModal();
  }

  get #dialog() {
    return this.renderRoot.querySelector("dialog");
  }

  render() {
    if (!this.message) return nothing;
    return html`<dialog aria-labelledby="title">
      <div class="dialog">
        <h2 id="title">${t(this.before ? "history.title" : "delete.title")}</h2>
        <button class="dismiss" aria-label=${t("close")} @click=${() => this.#dialog.close()}>
          ${icon("cross", 22)}
        </button>
        ${this.before ? this.#history() : this.#question()}
        <div role="alert">
          ${this.refusal ? html`<p class="refusal">${errorText(this.refusal)}</p>` : nothing}
        </div>
        ${this.before ? nothing : this.#answers()}
      </div>
    </dialog>`;
  }

  #history() {
    return html`<ol>
      ${this.before.map(
        ({ content, replaced_at: at }) =>
          html`<li dir="auto"><time datetime=${at}>${t("history.until", moment(at))}</time>${content}</li>`,
      )}
    </ol>`;
  }

  #question() {
    return html`<p>${t("delete.text")}</p>
      <blockquote dir="auto">${this.message.content.slice(0, 500)}</blockquote>`;
  }

  #answers() {
    return html`<div class="actions">
      <button class="button" @click=${() => this.#dialog.close()}>${t("cancel")}</button>
      <button class="button danger" ?disabled=${this.busy} @click=${this.#delete}>${t("delete.do")}</button>
    </div>`;
  }

  async #delete() {
    this.busy = true;
    try {
      await this.office.change(this.api.delete(`/chat/messages/${this.message.id}`));
      this.#dialog.close();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.refusal = problem;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("message-dialogs", MessageDialogs);
