// <staff-keys>: API keys: made, shown this once, listed, ended.
import { css, html, nothing, repeat } from "../vendor/lit.js";
import { errorText } from "../shared/api.js";
import { dialogs } from "../shared/dialogs.js";
import { moment, named, t } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";
import { newId } from "../shared/kept.js";
import { toast } from "../shared/toasts.js";
import { copyButton } from "../shared/copy.js";
import { fields } from "../shared/fields.js";
import { View } from "../shared/view.js";

const SCOPES = ["read", "write", "staff", "monitoring", "webhooks", "admin"];
const LIFETIMES_DAYS = [30, 90, 365];

class StaffKeys extends View {
  static properties = {
    admin: { type: Boolean },
    keys: { state: true },
    /** The key just made, with its secret; or null. */
    made: { state: true },
    /** The key about to be ended; or null. */
    ending: { state: true },
    busy: { state: true },
    refusal: { state: true },
  };

  static styles = [
    View.styles,
    dialogs,
    fields,
    css`
      h2 {
        padding: 0;
      }
      .new {
        display: grid;
        gap: 0.9rem;
      }
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 1.1rem;
        margin: 0;
        padding: 0.7rem 0.9rem;
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
      }
      fieldset label {
        display: flex;
        gap: 0.5rem;
        align-items: center;
        font-weight: 400;
      }
      fieldset input {
        width: 1.2rem;
        min-height: 1.2rem;
        accent-color: var(--accent);
      }
      ul {
        display: grid;
        gap: 0.5rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 1rem;
        align-items: center;
        padding: 0.8rem 1rem;
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
        background: var(--surface);
      }
      li > div {
        flex: 1 1 16rem;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      li.ended {
        background: none;
        color: var(--ink-soft);
      }
      .secret {
        display: block;
        padding: 0.8rem 1rem;
        border-radius: var(--radius-small);
        background: var(--surface-raised);
        font: 1rem/1.5 var(--mono);
        overflow-wrap: anywhere;
        user-select: all;
      }
      .actions {
        justify-content: start;
      }
    `,
  ];

  #key = newId();

  constructor() {
    super();
    this.keys = this.made = this.ending = this.refusal = null;
    this.busy = false;
  }

  firstUpdated() {
    if (this.admin) this.#load();
  }

  render() {
    return html`<div class="column">
        <h2 tabindex="-1">${t("main.keys")}</h2>
        ${this.admin ? this.#page() : html`<p class="panel">${t("keys.notAdmin")}</p>`}
      </div>
      ${this.#madeDialog()} ${this.#endingDialog()}`;
  }

  #page() {
    return html`<p class="quiet">${t("keys.why")}</p>
      <form class="panel new" @submit=${this.#make}>
        <h3>${t("keys.new")}</h3>
        <label>
          ${t("keys.name")}
          <input name="name" required maxlength="100" autocomplete="off" />
          <small>${t("keys.nameHint")}</small>
        </label>
        <fieldset>
          <legend>${t("keys.scopes")}</legend>
          ${SCOPES.map(
            (scope) => html`<label>
              <input type="checkbox" name="scopes" value=${scope} ?checked=${["read", "write"].includes(scope)} />
              ${named("scope", scope)}
            </label>`,
          )}
        </fieldset>
        <label>
          ${t("keys.lifetime")}
          <select name="days">
            ${LIFETIMES_DAYS.map((n) => html`<option value=${n} ?selected=${n === 365}>${t("keys.days", n)}</option>`)}
            <option value="">${t("keys.forever")}</option>
          </select>
        </label>
        <div role="alert">
          ${this.refusal ? html`<p class="refusal">${this.refusal.words ?? errorText(this.refusal)}</p>` : nothing}
        </div>
        <div class="actions">
          <button class="button primary" ?disabled=${this.busy}>${icon("key", 18)} ${t("keys.make")}</button>
        </div>
      </form>
      ${this.trouble(() => this.#load())} ${this.keys ? this.#list() : nothing}`;
  }

  #list() {
    if (!this.keys.length) return html`<p class="quiet">${t("keys.none")}</p>`;
    return html`<ul role="list" aria-label=${t("main.keys")}>
      ${repeat(
        this.keys,
        ({ key_id: id }) => id,
        (key) => this.#row(key),
      )}
    </ul>`;
  }

  #row(key) {
    const { name, scopes, created_at: at, expires_at: until, ended_at: ended } = key;
    const isOver = ended || (until && new Date(until) < new Date());
    return html`<li class=${isOver ? "ended" : ""}>
      <div>
        <p><strong>${name}</strong> <span class="quiet">${scopes.map((each) => named("scope", each)).join(", ")}</span></p>
        <p class="quiet">
          ${t("keys.made", moment(at))} ·
          ${ended ? t("keys.endedAt", moment(ended)) : until ? t("keys.until", moment(until)) : t("keys.forever")}
        </p>
      </div>
      ${isOver
        ? nothing
        : html`<button
            class="button small danger"
            aria-label=${`${t("keys.end")} ${name}`}
            @click=${() => this.#ask(key)}
          >
            ${t("keys.end")}
          </button>`}
    </li>`;
  }

  #madeDialog() {
    return html`<dialog id="made" aria-labelledby="made-title" @close=${() => (this.made = null)}>
      ${this.made
        ? html`<div class="dialog">
            <h2 id="made-title">${t("keys.madeTitle", this.made.name)}</h2>
            <p>${t("keys.once")}</p>
            <code class="secret" id="secret">${this.made.api_key}</code>
            <div class="actions">
              ${copyButton(this, "secret", t("keys.copy"))}
              <button class="button primary" @click=${() => this.#dialog("made").close()}>${t("keys.kept")}</button>
            </div>
          </div>`
        : nothing}
    </dialog>`;
  }

  #endingDialog() {
    return html`<dialog id="ending" aria-labelledby="ending-title" @close=${() => (this.ending = null)}>
      ${this.ending
        ? html`<div class="dialog">
            <h2 id="ending-title">${t("keys.endTitle", this.ending.name)}</h2>
            <p>${t("keys.endText")}</p>
            <div class="actions">
              <button class="button danger" ?disabled=${this.busy} @click=${() => this.#end()}>${t("keys.end")}</button>
              <button class="button" @click=${() => this.#dialog("ending").close()}>${t("cancel")}</button>
            </div>
          </div>`
        : nothing}
    </dialog>`;
  }

  #dialog(id) {
    return this.renderRoot.getElementById(id);
  }

  async #ask(key) {
    this.ending = key;
    await this.updateComplete;
    this.#dialog("ending").showModal();
  }

  async #make(event) {
    event.preventDefault();
    const form = event.target;
    const given = new FormData(form);
    const scopes = given.getAll("scopes");
    if (!scopes.length) {
      this.refusal = { words: t("keys.noScope") };
      return;
    }
    const days = given.get("days");
    const body = { name: given.get("name"), scopes, ...(days && { expires_in_days: Number(days) }) };
    this.busy = true;
    this.refusal = null;
    try {
      this.made = await this.api.post("/api/auth/api-keys", body, { "Idempotency-Key": this.#key });
      form.reset();
      await this.updateComplete;
      this.#dialog("made").showModal();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.refusal = problem;
    } finally {
      this.busy = false;
      this.#key = newId(); // a secret is never answered twice
      this.#load();
    }
  }

  async #end() {
    const { key_id: id, name } = this.ending;
    this.busy = true;
    try {
      await this.api.delete(`/api/auth/api-keys/${encodeURIComponent(id)}`);
      toast(t("keys.ended", name));
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      if (problem.status !== 404) toast(errorText(problem)); // ended by a colleague: as wished
    } finally {
      this.busy = false;
    }
    this.#dialog("ending").close();
    this.#load();
  }

  async #load() {
    const found = await this.during(() => this.api.get("/api/auth/api-keys"));
    if (found) this.keys = found.api_keys;
  }
}

customElements.define("staff-keys", StaffKeys);
