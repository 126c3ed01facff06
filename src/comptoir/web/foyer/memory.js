// <foyer-memory>: what agents keep of oneself, with the message each comes from, and forgetting it.
import { css, html, nothing, repeat } from "./vendor/lit.js";
import { moment, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { toast } from "./shared/toasts.js";
import { View } from "./shared/view.js";
import { readAgents } from "./agents-list.js";
import { to } from "./routes.js";

class FoyerMemory extends View {
  static properties = {
    account: { attribute: false },
    chats: { attribute: false },
    /** The number of the agent, or null: the agents there are. */
    chosen: { attribute: false },
    agents: { state: true },
    facts: { state: true },
  };

  static styles = [
    View.styles,
    css`
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
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0.4rem 0.8rem;
        align-items: center;
        padding: 0.8rem 1rem;
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
        background: var(--surface);
      }
      q {
        overflow-wrap: anywhere;
        quotes: none;
      }
      li p + p {
        font-size: 0.85rem;
      }
      .agents a {
        display: flex;
        gap: 0.75rem;
        align-items: center;
        min-height: 3.25rem;
        padding: 0.5rem 1rem;
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
        background: var(--surface);
        color: inherit;
        overflow-wrap: anywhere;
        text-decoration: none;
      }
      .agents a:hover {
        border-color: var(--accent);
      }
      .agents svg:first-child {
        color: var(--accent);
      }
      .agents span {
        flex: 1;
        min-width: 0;
      }
      .agents li {
        display: block;
        padding: 0;
        border: 0;
      }
      .forget {
        display: grid;
        place-items: center;
        width: 2.75rem;
        height: 2.75rem;
        border: 0;
        border-radius: 50%;
        background: none;
      }
      .forget:hover {
        background: var(--danger-soft);
        color: var(--danger);
      }
      .source {
        padding: 0;
        color: var(--accent);
      }
      .ghost {
        height: 4rem;
      }
    `,
  ];

  willUpdate(changed) {
    if (changed.has("chosen")) this.#read();
  }

  async #read() {
    this.facts = null;
    if (!this.chosen) {
      await this.during(() => this.#readAgents());
      return;
    }
    const { chosen } = this;
    const answer = await this.during(() => this.api.get(`/api/agents/${chosen}/memory`));
    if (chosen === this.chosen) this.facts = answer?.facts ?? null;
    if (!this.agents) await this.#readAgents().catch(() => {}); // for its name alone
  }

  // Those that learn, and those one talked to: what they kept stays one's own when they learn no more.
  async #readAgents() {
    const { mine, others } = await readAgents(this.api, this.account);
    if (!this.chats.list) await this.chats.read();
    const learning = [...mine, ...others].filter((agent) => agent.learn_from_interaction);
    const known = new Map(learning.map(({ id, name }) => [id, { id, name, learns: true }]));
    for (const { agent } of this.chats.list) {
      if (!known.has(agent.id)) known.set(agent.id, { ...agent, learns: false });
    }
    this.agents = [...known.values()];
  }

  render() {
    return html`<div class="column">
      ${this.chosen
        ? html`<a class="back" href=${to("memory")}>${icon("back", 18)} ${t("memory.title")}</a>`
        : nothing}
      <div>
        <h2 tabindex="-1">${this.chosen ? this.#name() : t("memory.title")}</h2>
        <p class="quiet">${t("memory.how")}</p>
      </div>
      ${this.trouble(() => this.#read())} ${this.chosen ? this.#facts() : this.#agents()}
    </div>`;
  }

  #name() {
    const agent = this.agents?.find(({ id }) => id === this.chosen);
    return agent ? t("memory.of", agent.name) : t("memory.title");
  }

  #agents() {
    if (!this.agents) return this.problem ? nothing : html`<div class="ghost"></div>`;
    if (!this.agents.length) return this.#empty("memory.noAgents");
    return html`<ul class="agents">
      ${this.agents.map(
        ({ id, name, learns }) => html`<li>
          <a href=${to("memory", id)}>
            ${icon("memory", 22)}
            <span>
              <b dir="auto">${name}</b><br />
              <small class="quiet">${t(learns ? "memory.learns" : "memory.learnsNot")}</small>
            </span>
            ${icon("next", 18)}
          </a>
        </li>`,
      )}
    </ul>`;
  }

  #empty(key) {
    return html`<div class="empty">
      ${icon("memory", 44)}
      <p class="quiet">${t(key)}</p>
      <a class="button" href=${to("agents")}>${t("agents.title")}</a>
    </div>`;
  }

  #facts() {
    if (!this.facts) return this.problem ? nothing : html`<div class="ghost"></div>`;
    if (!this.facts.length) return this.#empty("memory.none");
    return html`<ul>
      ${repeat(
        this.facts,
        ({ id }) => id,
        (fact) => html`<li>
          <div>
            <p><q dir="auto">${fact.content}</q></p>
            <p class="quiet">
              ${t(`memory.${fact.kind}`, moment(fact.created_at))}
              ${fact.message_id
                ? html`· <button class="link source" @click=${() => this.#goTo(fact)}>${t("memory.source")}</button>`
                : nothing}
            </p>
          </div>
          <button
            class="forget"
            aria-label=${t("memory.forgetWhich", fact.content)}
            title=${t("memory.forget")}
            ?disabled=${this.loading}
            @click=${() => this.#forget(fact)}
          >
            ${icon("bin", 20)}
          </button>
        </li>`,
      )}
    </ul>`;
  }

  async #goTo({ message_id: id }) {
    const message = await this.during(() => this.api.get(`/api/messages/${id}`));
    if (message) location.hash = to("chat", message.chat_id, { message: id });
  }

  async #forget(fact) {
    const path = `/api/agents/${this.chosen}/memory/${fact.id}`;
    const done = await this.during(() => this.api.delete(path));
    if (!done) return;
    this.facts = this.facts.filter(({ id }) => id !== fact.id);
    toast(t("memory.forgotten"));
    this.focusTitle();
  }
}

customElements.define("foyer-memory", FoyerMemory);
