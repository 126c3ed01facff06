// <foyer-members>: who takes part in a chat; its owner lets people in by their trigramme, and out.
import { css, html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { Element } from "./shared/element.js";
import { fields } from "./shared/fields.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import "./dialog.js";

class FoyerMembers extends Element {
  static properties = {
    api: { attribute: false },
    chat: { attribute: false },
    members: { attribute: false },
    account: { attribute: false },
    busy: { state: true },
    problem: { state: true },
    news: { state: true },
  };

  static styles = [
    Element.styles,
    fields,
    css`
      .inside {
        display: grid;
        gap: 1rem;
      }
      ul {
        display: grid;
        gap: 0.25rem;
        max-height: 40vh;
        margin: 0;
        padding: 0;
        overflow-y: auto;
        list-style: none;
      }
      li {
        display: flex;
        gap: 0.75rem;
        align-items: center;
        min-height: 3rem;
      }
      b {
        display: grid;
        place-items: center;
        min-width: 3.2rem;
        height: 2.25rem;
        border-radius: 999px;
        background: var(--accent-soft);
        color: var(--accent-strong);
        letter-spacing: 0.05em;
      }
      li span {
        flex: 1;
      }
      form {
        display: flex;
        gap: 0.6rem;
        align-items: end;
      }
      label {
        flex: 1;
      }
      input {
        letter-spacing: 0.2em;
        text-transform: uppercase;
      }
    `,
  ];

  render() {
    const isOwner = this.chat.user_id === this.account.id;
    return html`<foyer-dialog .label=${t("members.title")}>
      <div class="inside">
        <p class="quiet">${t(isOwner ? "members.textOwner" : "members.text")}</p>
        <ul>
          ${this.members.map((member) => this.#member(member, isOwner))}
        </ul>
        ${isOwner
          ? html`<form @submit=${this.#add}>
              <label>
                ${t("members.trigramme")}
                <input
                  name="trigramme"
                  required
                  maxlength="3"
                  pattern="[A-Za-z]{3}"
                  title=${t("signIn.trigrammeShape")}
                  autocomplete="off"
                  autocapitalize="characters"
                  spellcheck="false"
                  placeholder="ABC"
                />
              </label>
              <button class="button primary" ?disabled=${this.busy}>${t("members.add")}</button>
            </form>`
          : nothing}
        <div role="alert">
          ${this.problem ? html`<p class="refusal">${errorText(this.problem)}</p>` : nothing}
        </div>
        <p class="visually-hidden" role="status">${this.news}</p>
      </div>
    </foyer-dialog>`;
  }

  #member({ user_id: userId, trigramme, role }, isOwner) {
    const isMe = userId === this.account.id;
    return html`<li>
      <b>${trigramme}</b>
      <span class="quiet">${t(isMe ? "members.you" : `members.${role}`)}</span>
      ${isOwner && !isMe
        ? html`<button
            class="button small danger"
            aria-label=${t("members.removeWho", trigramme)}
            ?disabled=${this.busy}
            @click=${() => this.#remove(userId, trigramme)}
          >
            ${icon("cross", 18)} ${t("members.remove")}
          </button>`
        : nothing}
    </li>`;
  }

  async #add(event) {
    event.preventDefault();
    const form = event.target;
    const trigramme = new FormData(form).get("trigramme").toUpperCase();
    await this.#try(async () => {
      await this.api.post(`/api/chats/${this.chat.id}/members`, { trigramme });
      form.reset();
      this.news = t("members.added", trigramme);
    });
  }

  async #remove(userId, trigramme) {
    await this.#try(async () => {
      await this.api.delete(`/api/chats/${this.chat.id}/members/${userId}`);
      this.news = t("members.removed", trigramme);
    });
  }

  async #try(work) {
    if (this.busy) return;
    this.busy = true;
    try {
      await work();
      this.problem = null;
      this.emit("members");
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("foyer-members", FoyerMembers);
