// <advisers-webhooks>: where events are told, with the key of whoever keeps them: made with the secret
// shown once, tried, given another secret, deleted; the deliveries of one beside it.
import { css, html, nothing, repeat } from "../vendor/lit.js";
import { errorText } from "../shared/api.js";
import { copyButton } from "../shared/copy.js";
import { dialogs } from "../shared/dialogs.js";
import { fields } from "../shared/fields.js";
import { moment, t } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";
import { newId } from "../shared/kept.js";
import { toast } from "../shared/toasts.js";
import { View } from "../shared/view.js";
import "./deliveries.js";
import { KeyApi } from "./key-api.js";
import { to } from "./routes.js";

const EVENTS = ["quotation.generated", "auth.success", "auth.failed", "error.occurred"];
let known = null; // the key given in this page, until it is left

class AdvisersWebhooks extends View {
  static properties = {
    /** The webhook that an address names, or null. */
    chosen: {},
    keyed: { state: true },
    webhooks: { state: true },
    /** `{title, secret, text}` of what was just made, or null. */
    made: { state: true },
    /** The webhook about to be deleted or given another secret, `{deed, webhook}`, or null. */
    asked: { state: true },
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
      form.panel {
        max-width: 34rem;
      }
      fieldset {
        display: grid;
        gap: 0.5rem 1.1rem;
        grid-template-columns: repeat(auto-fill, minmax(min(14rem, 100%), 1fr));
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
        flex: none;
        width: 1.2rem;
        min-height: 1.2rem;
        accent-color: var(--accent);
      }
      ul {
        display: grid;
        gap: 0.7rem;
        grid-template-columns: minmax(0, 1fr);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        gap: 0.7rem;
        grid-template-columns: minmax(0, 1fr);
        padding: 0.9rem 1rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      li.chosen {
        border-color: var(--accent);
      }
      .url {
        font-family: var(--mono);
        font-size: 0.95rem;
        overflow-wrap: anywhere;
      }
      .state {
        padding: 0.05rem 0.6rem;
        border-radius: 999px;
        background: var(--good-soft);
        color: var(--good);
        font-size: 0.85rem;
        font-weight: 600;
        white-space: nowrap;
      }
      .state.off {
        background: var(--danger-soft);
        color: var(--danger);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 0.3rem 1rem;
        align-items: baseline;
        justify-content: space-between;
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

  #api = known;
  #key = newId();

  constructor() {
    super();
    this.keyed = known !== null;
    this.webhooks = this.made = this.asked = this.refusal = null;
  }

  firstUpdated() {
    if (this.keyed) this.#load();
  }

  render() {
    return html`<div class="column">
        <h2 tabindex="-1">${t("main.webhooks")}</h2>
        <p class="quiet">${t("webhooks.why")}</p>
        ${this.keyed ? this.#inside() : this.#door()}
      </div>
      ${this.#madeDialog()} ${this.#askedDialog()}`;
  }

  #door() {
    return html`<form class="panel" @submit=${this.#enter}>
      <label>
        ${t("webhooks.key")}
        <input name="key" type="password" required autocomplete="off" spellcheck="false" />
        <small>${t("webhooks.keyHint")}</small>
      </label>
      ${this.#refused()}
      <p class="actions"><button class="button primary" ?disabled=${this.busy}>${icon("key", 18)} ${t("webhooks.enter")}</button></p>
    </form>`;
  }

  #inside() {
    return html`${this.trouble(() => this.#load())}
      <form class="panel" @submit=${this.#make}>
        <h3>${t("webhooks.new")}</h3>
        <label>
          ${t("webhooks.url")}
          <input name="url" type="url" required maxlength="2000" placeholder="https://" autocomplete="off" spellcheck="false" />
        </label>
        <fieldset>
          <legend>${t("webhooks.events")}</legend>
          ${EVENTS.map(
            (event) => html`<label><input type="checkbox" name="events" value=${event} /> ${t(`event.${event}`)}</label>`,
          )}
        </fieldset>
        ${this.#refused()}
        <p class="actions"><button class="button primary" ?disabled=${this.busy}>${icon("plus", 18)} ${t("webhooks.make")}</button></p>
      </form>
      ${this.webhooks ? this.#list() : nothing}
      <p class="actions"><button class="button" @click=${this.#leave}>${t("webhooks.leave")}</button></p>`;
  }

  #refused() {
    return html`<div role="alert">
      ${this.refusal ? html`<p class="refusal">${this.refusal.words ?? errorText(this.refusal)}</p>` : nothing}
    </div>`;
  }

  #list() {
    if (!this.webhooks.length) return html`<p class="quiet">${t("webhooks.none")}</p>`;
    return html`<ul role="list" aria-label=${t("main.webhooks")}>
      ${repeat(this.webhooks, ({ id }) => id, (webhook) => this.#row(webhook))}
    </ul>`;
  }

  #row(webhook) {
    const { id, url, events, enabled, created_at: at } = webhook;
    const isOpen = id === this.chosen;
    const ask = (deed) => () => this.#ask(deed, webhook);
    return html`<li class=${isOpen ? "chosen" : ""}>
      <div class="head">
        <p class="url">${url}</p>
        <span class="state ${enabled ? "" : "off"}">${t(enabled ? "webhooks.on" : "webhooks.off")}</span>
      </div>
      <p class="quiet">${events.map((event) => t(`event.${event}`)).join(" · ")} · ${t("webhooks.since", moment(at))}</p>
      ${enabled ? nothing : html`<p>${t("webhooks.offText")}</p>`}
      <p class="actions">
        <a class="button small" href=${isOpen ? to("webhooks") : to("webhooks", id)} aria-expanded=${isOpen}>
          ${icon("list", 17)} ${t(isOpen ? "webhooks.hideLog" : "webhooks.log")}
        </a>
        <button class="button small" ?disabled=${this.busy} @click=${() => this.#try(webhook)}>
          ${t(enabled ? "webhooks.test" : "webhooks.enable")}
        </button>
        <button class="button small" @click=${ask("rotate")}>${t("webhooks.rotate")}</button>
        <button class="button small danger" aria-label=${t("webhooks.deleteThis", url)} @click=${ask("delete")}>
          ${t("webhooks.delete")}
        </button>
      </p>
      ${isOpen
        ? html`<webhook-deliveries .api=${this.#api} .webhookId=${id} @told=${() => this.#load()}></webhook-deliveries>`
        : nothing}
    </li>`;
  }

  #madeDialog() {
    return html`<dialog id="made" aria-labelledby="made-title" @close=${() => (this.made = null)}>
      ${this.made
        ? html`<div class="dialog">
            <h2 id="made-title">${this.made.title}</h2>
            <p>${this.made.text}</p>
            <code class="secret" id="secret">${this.made.secret}</code>
            <div class="actions">
              ${copyButton(this, "secret", t("webhooks.copy"))}
              <button class="button primary" @click=${() => this.#dialog("made").close()}>${t("webhooks.kept")}</button>
            </div>
          </div>`
        : nothing}
    </dialog>`;
  }

  #askedDialog() {
    const { deed, webhook } = this.asked ?? {};
    return html`<dialog id="asked" aria-labelledby="asked-title" @close=${() => (this.asked = null)}>
      ${deed
        ? html`<div class="dialog">
            <h2 id="asked-title">${t(`webhooks.${deed}Title`)}</h2>
            <p class="url">${webhook.url}</p>
            <p>${t(`webhooks.${deed}Text`)}</p>
            ${this.#refused()}
            <div class="actions">
              <button class="button ${deed === "delete" ? "danger" : "primary"}" ?disabled=${this.busy} @click=${this.#doAsked}>
                ${t(`webhooks.${deed}`)}
              </button>
              <button class="button" @click=${() => this.#dialog("asked").close()}>${t("cancel")}</button>
            </div>
          </div>`
        : nothing}
    </dialog>`;
  }

  #dialog(id) {
    return this.renderRoot.getElementById(id);
  }

  async #enter(event) {
    event.preventDefault();
    const api = new KeyApi(new FormData(event.target).get("key").trim());
    const found = await this.#during(() => api.ask("GET", "/api/webhooks"), "webhooks.noKey");
    if (!found) return;
    this.#api = known = api;
    this.webhooks = found.webhooks;
    this.keyed = true;
    await this.updateComplete;
    this.focusTitle();
  }

  #leave() {
    this.#api = known = null;
    this.keyed = false;
    this.webhooks = this.refusal = null;
  }

  async #load() {
    const found = await this.during(() => this.#api.ask("GET", "/api/webhooks"));
    if (found) this.webhooks = found.webhooks;
  }

  async #make(event) {
    event.preventDefault();
    const form = event.target;
    const given = new FormData(form);
    const json = { url: given.get("url").trim(), events: given.getAll("events") };
    if (!json.events.length) {
      this.refusal = { words: t("webhooks.noEvents") };
      return;
    }
    // The same request tried again makes one webhook; its secret is shown but once.
    const headers = { "Idempotency-Key": this.#key };
    const made = await this.#during(() => this.#api.ask("POST", "/api/webhooks", { json, headers }));
    if (!made) return;
    this.#key = newId();
    form.reset();
    await this.#showSecret(t("webhooks.madeTitle"), made.secret, t("webhooks.once"));
    await this.#load();
  }

  async #showSecret(title, secret, text) {
    this.made = { title, secret, text };
    await this.updateComplete;
    this.#dialog("made").showModal();
  }

  async #try({ id }) {
    const sent = await this.#during(() => this.#api.ask("POST", `/api/webhooks/${id}/test`, { json: {} }));
    if (!sent) return;
    toast(t("webhooks.tested"));
    location.hash = to("webhooks", id);
    await this.#load();
    this.renderRoot.querySelector("webhook-deliveries")?.refresh();
  }

  async #ask(deed, webhook) {
    this.asked = { deed, webhook };
    this.refusal = null;
    await this.updateComplete;
    this.#dialog("asked").showModal();
  }

  async #doAsked() {
    const { deed, webhook } = this.asked;
    const path = `/api/webhooks/${webhook.id}`;
    const done = await this.#during(() =>
      deed === "delete" ? this.#api.ask("DELETE", path) : this.#api.ask("POST", `${path}/rotate`, { json: {} }),
    );
    if (!done) return;
    this.#dialog("asked").close();
    if (deed === "delete") toast(t("webhooks.deleted"));
    else await this.#showSecret(t("webhooks.rotatedTitle"), done.secret, t("webhooks.rotatedText", moment(done.previous_until)));
    await this.#load();
  }

  async #during(work, refusedWords = null) {
    if (this.busy) return undefined;
    this.busy = true;
    this.refusal = null;
    try {
      return await work();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      const isRefused = refusedWords && (problem.status === 401 || problem.status === 403);
      this.refusal = isRefused ? { words: t(refusedWords) } : problem;
      return undefined;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("advisers-webhooks", AdvisersWebhooks);
