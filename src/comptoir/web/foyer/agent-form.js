// <foyer-agent-form>: what an agent is told to be. What was changed and not saved is kept here.
import { css, html, live, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { Element } from "./shared/element.js";
import { fields } from "./shared/fields.js";
import { named, t } from "./shared/i18n.js";
import { keep, kept, newId } from "./shared/kept.js";

const MOST_PROMPT = 20_000;
const MOST_NAME = 100;
const FRESH = {
  name: "",
  system_prompt: "",
  model: "mistral-small",
  temperature: 0.7,
  documents_only: false,
  learn_from_interaction: false,
  is_public: false,
  prompt_is_public: false,
};
const SWITCHES = ["documents_only", "learn_from_interaction", "is_public", "prompt_is_public"];

class FoyerAgentForm extends Element {
  static properties = {
    api: { attribute: false },
    account: { attribute: false },
    models: { attribute: false },
    /** The agent, or null for a new one. */
    agent: { attribute: false },
    changes: { state: true },
    busy: { state: true },
    problem: { state: true },
  };

  static styles = [
    Element.styles,
    fields,
    css`
      form {
        display: grid;
        gap: 1.1rem;
        grid-template-columns: minmax(0, 1fr);
      }
      textarea {
        min-height: 9rem;
        max-height: 60vh;
      }
      .two {
        display: grid;
        align-items: start;
        gap: 1.1rem;
        grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr));
      }
      .switches {
        display: grid;
        gap: 0.35rem;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0 0 0.4rem;
        font-weight: 500;
      }
      .switch {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0 0.8rem;
        align-items: start;
        padding: 0.5rem 0;
      }
      .switch small {
        display: block;
        line-height: 1.35;
      }
      .switch input {
        appearance: none;
        position: relative;
        width: 2.75rem;
        min-height: 0;
        height: 1.6rem;
        margin: 0;
        padding: 0;
        border: 1px solid var(--line-strong);
        border-radius: 999px;
        background: var(--surface-raised);
        cursor: pointer;
        transition: background-color 0.15s;
      }
      .switch input::before {
        position: absolute;
        top: 2px;
        inset-inline-start: 2px;
        width: 1.2rem;
        height: 1.2rem;
        border-radius: 50%;
        background: var(--line-strong);
        transition: translate 0.15s;
        content: "";
      }
      .switch input:checked {
        border-color: var(--accent);
        background: var(--accent);
      }
      .switch input:checked::before {
        background: var(--on-accent);
        translate: 1.1rem;
      }
      input[type="range"] {
        min-height: 2.75rem;
        padding: 0;
        border: 0;
        background: none;
        accent-color: var(--accent);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.6rem;
        align-items: center;
      }
    `,
  ];

  #createKey = newId();

  get #key() {
    return `comptoir.foyer.${this.account.id}.agent.${this.agent?.id ?? "nouveau"}`;
  }

  willUpdate(changed) {
    if (changed.has("agent")) this.changes = kept(this.#key) ?? {};
  }

  get #now() {
    return { ...FRESH, ...this.agent, ...this.changes };
  }

  render() {
    const now = this.#now;
    const changed = Object.keys(this.changes).length > 0;
    return html`<form @submit=${this.#submit}>
      <label>
        ${t("agent.name")}
        <input
          name="name"
          required
          maxlength=${MOST_NAME}
          pattern=".*\\S.*"
          dir="auto"
          autocomplete="off"
          .value=${live(now.name)}
          @input=${({ target }) => this.#change("name", target.value)}
        />
      </label>
      <label>
        ${t("agent.prompt")}
        <small>${t("agent.promptHint")}</small>
        <textarea
          name="system_prompt"
          maxlength=${MOST_PROMPT}
          dir="auto"
          .value=${live(now.system_prompt)}
          @input=${({ target }) => this.#change("system_prompt", target.value)}
        ></textarea>
      </label>
      <div class="two">
        <label>
          ${t("agent.model")}
          <select name="model" @change=${({ target }) => this.#change("model", target.value)}>
            ${this.#models(now.model).map(
              ({ id, resolves_to: answers }) =>
                html`<option value=${id} ?selected=${id === now.model}>
                  ${named("model", id)}${answers && answers !== id
                    ? ` → ${named("model", answers)}`
                    : nothing}
                </option>`,
            )}
          </select>
          ${this.models?.configured === false ? html`<small>${t("agent.noModel")}</small>` : nothing}
        </label>
        <label>
          ${t("agent.temperature", number(now.temperature))}
          <input
            type="range"
            name="temperature"
            min="0"
            max="2"
            step="0.1"
            .value=${live(String(now.temperature))}
            @input=${({ target }) => this.#change("temperature", Number(target.value))}
          />
          <small>${t("agent.temperatureHint")}</small>
        </label>
      </div>
      <fieldset class="switches">
        <legend>${t("agent.conduct")}</legend>
        ${SWITCHES.map((name) => this.#switch(name, now))}
      </fieldset>
      <div role="alert">
        ${this.problem ? html`<p class="refusal">${errorText(this.problem)}</p>` : nothing}
      </div>
      <div class="actions">
        <button class="button primary" ?disabled=${this.busy || (this.agent && !changed)}>
          ${t(this.agent ? "agent.save" : "agent.create")}
        </button>
        ${changed
          ? html`<button class="button" type="button" @click=${this.#giveUp}>${t("agent.giveUp")}</button>
              <span class="quiet">${t("agent.unsaved")}</span>`
          : nothing}
      </div>
    </form>`;
  }

  #switch(name, now) {
    if (name === "prompt_is_public" && !now.is_public) return nothing;
    const hint = `hint-${name}`;
    return html`<div class="switch">
      <input
        id=${name}
        type="checkbox"
        role="switch"
        aria-describedby=${hint}
        .checked=${live(now[name])}
        @change=${({ target }) => this.#change(name, target.checked)}
      />
      <div>
        <label for=${name}>${t(`agent.${name}`)}</label>
        <small class="quiet" id=${hint}>${t(`agent.${name}_hint`)}</small>
      </div>
    </div>`;
  }

  // What the agent has stays a choice, whoever answers today.
  #models(current) {
    const models = this.models?.models ?? [];
    return models.some(({ id }) => id === current) ? models : [{ id: current }, ...models];
  }

  #change(name, value) {
    const { [name]: _, ...others } = this.changes;
    const before = { ...FRESH, ...this.agent }[name];
    this.changes = before === value ? others : { ...others, [name]: value };
    keep(this.#key, Object.keys(this.changes).length ? this.changes : null);
  }

  #giveUp() {
    this.changes = {};
    this.problem = null;
    keep(this.#key, null);
  }

  async #submit(event) {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    try {
      const saved = this.agent
        ? await this.api.put(`/api/agents/${this.agent.id}`, this.changes)
        : await this.api.post("/api/agents", this.#now, { "Idempotency-Key": this.#createKey });
      this.#giveUp();
      this.#createKey = newId();
      this.emit("saved", saved);
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      if (!problem.passing) this.#createKey = newId();
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }
}

const number = (value) => new Intl.NumberFormat(document.documentElement.lang).format(value);

customElements.define("foyer-agent-form", FoyerAgentForm);
