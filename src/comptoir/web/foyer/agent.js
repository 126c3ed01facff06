// <foyer-agent>: one agent: what it is, its documents, what it was, what it keeps of oneself.
import { css, html, nothing } from "./vendor/lit.js";
import { named, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { keep } from "./shared/kept.js";
import { toast } from "./shared/toasts.js";
import { View } from "./shared/view.js";
import "./agent-form.js";
import "./confirm.js";
import "./documents.js";
import { NEW, to } from "./routes.js";
import { talk } from "./talking.js";
import "./versions.js";

class FoyerAgent extends View {
  static properties = {
    account: { attribute: false },
    models: { attribute: false },
    chats: { attribute: false },
    /** The agent's number, or `NEW`. */
    which: { attribute: false },
    agent: { state: true },
    counts: { state: true },
    isLeaving: { state: true },
    isBeginning: { state: true },
  };

  static styles = [
    View.styles,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        gap: 0.75rem;
        align-items: end;
        justify-content: space-between;
      }
      .head > div {
        min-width: 0;
      }
      h2 {
        overflow-wrap: anywhere;
      }
      .prompt {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .leave {
        justify-self: start;
      }
      .ghost {
        height: 20rem;
      }
    `,
  ];

  willUpdate(changed) {
    if (changed.has("which")) this.#read();
  }

  get #isNew() {
    return this.which === NEW;
  }

  get #isOwner() {
    return this.#isNew || this.agent?.owner_id === this.account.id;
  }

  async #read() {
    this.agent = null;
    this.counts = null;
    this.problem = null;
    if (this.#isNew) return;
    const agent = await this.during(() => this.api.get(`/api/agents/${this.which}`));
    if (!agent) return;
    this.agent = agent;
    this.emit("titled", agent.name);
    if (agent.owner_id !== this.account.id || !agent.learn_from_interaction) return;
    const memory = await this.api.get(`/api/agents/${agent.id}/memory`).catch(() => null);
    this.counts = memory?.counts ?? null;
  }

  render() {
    const { agent } = this;
    return html`<div class="column">
      <a class="back" href=${to("agents")}>${icon("back", 18)} ${t("agents.title")}</a>
      ${this.problem?.status === 404 ? this.#gone() : this.trouble(() => this.#read())}
      ${this.#isNew || agent ? this.#known() : this.problem ? nothing : html`<div class="ghost"></div>`}
    </div>`;
  }

  #gone() {
    return html`<div class="empty" role="alert">
      ${icon("question", 44)}
      <h2 tabindex="-1">${t("agent.gone")}</h2>
      <p class="quiet">${t("agent.goneText")}</p>
    </div>`;
  }

  #known() {
    const { agent } = this;
    return html`<div class="head">
        <div>
          <h2 tabindex="-1" dir="auto">${agent ? agent.name : t("agents.new")}</h2>
          ${agent
            ? html`<p class="quiet">${this.#isOwner ? t("agent.version", agent.version) : this.#about(agent)}</p>`
            : html`<p class="quiet">${t("agent.newText")}</p>`}
        </div>
        ${agent
          ? html`<button class="button primary" ?disabled=${this.isBeginning} @click=${this.#talk}>
              ${icon("chat", 20)} ${t("agent.talk")}
            </button>`
          : nothing}
      </div>
      ${this.#isOwner ? this.#own(agent) : this.#others(agent)}`;
  }

  #about({ owner, model }) {
    return [named("model", model), owner?.trigramme && t("agent.by", owner.trigramme)]
      .filter(Boolean)
      .join(" · ");
  }

  #others(agent) {
    return html`<section class="panel">
        <h3>${t("agent.prompt")}</h3>
        <p class="prompt" dir="auto">${agent.system_prompt || t("agent.noPrompt")}</p>
        ${agent.documents_only ? html`<p>${t("agent.documentsOnlyHint")}</p>` : nothing}
      </section>
      ${this.#memory(agent)}`;
  }

  #own(agent) {
    return html`<section class="panel">
        <foyer-agent-form
          .api=${this.api}
          .account=${this.account}
          .models=${this.models}
          .agent=${agent}
          @saved=${({ detail }) => this.#saved(detail)}
        ></foyer-agent-form>
      </section>
      ${agent
        ? html`<section class="panel">
              <h3>${t("documents.title")}</h3>
              <p class="quiet">${t("documents.ofAgent")}</p>
              <foyer-documents
                .api=${this.api}
                .account=${this.account}
                entity="agent"
                .entityId=${agent.id}
                owner
              ></foyer-documents>
            </section>
            ${this.#memory(agent)}
            <foyer-versions
              .api=${this.api}
              .agent=${agent}
              @saved=${({ detail }) => this.#saved(detail)}
            ></foyer-versions>
            <button class="button danger leave" @click=${() => (this.isLeaving = true)}>
              ${icon("bin", 20)} ${t("agent.delete")}
            </button>`
        : nothing}
      ${this.isLeaving ? this.#confirm(agent) : nothing}`;
  }

  #memory(agent) {
    if (!agent.learn_from_interaction) return nothing;
    const { counts } = this;
    return html`<section class="panel">
      <h3>${t("memory.title")}</h3>
      <p class="quiet">${t("memory.how")}</p>
      ${counts ? html`<p>${t("memory.counts", counts.facts, counts.people)}</p>` : nothing}
      <p><a class="button small" href=${to("memory", agent.id)}>${icon("memory", 18)} ${t("memory.see")}</a></p>
    </section>`;
  }

  #confirm({ id, name }) {
    return html`<foyer-confirm
      .label=${t("agent.delete")}
      .text=${t("agent.deleteText", name)}
      .deed=${t("agent.deleteDeed")}
      .work=${async () => {
        await this.api.delete(`/api/agents/${id}`);
        keep(`comptoir.foyer.${this.account.id}.agent.${id}`, null);
        toast(t("agent.deleted"));
        location.hash = to("agents");
      }}
      @closed=${() => (this.isLeaving = false)}
    ></foyer-confirm>`;
  }

  #saved(agent) {
    const isMade = this.#isNew;
    toast(t(isMade ? "agent.made" : "agent.saved", agent.version));
    if (isMade) location.hash = to("agents", agent.id);
    else {
      this.agent = agent;
      this.emit("titled", agent.name);
    }
  }

  async #talk() {
    this.isBeginning = true;
    const chat = await this.during(() => talk(this.api, this.agent.id));
    this.isBeginning = false;
    if (chat) this.chats.put(chat);
  }
}

customElements.define("foyer-agent", FoyerAgent);
