// <foyer-start>: with whom to begin a chat.
import { css, html, nothing } from "./vendor/lit.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { View } from "./shared/view.js";
import "./agent-card.js";
import { readAgents } from "./agents-list.js";
import { NEW, to } from "./routes.js";
import { talk } from "./talking.js";

class FoyerStart extends View {
  static properties = {
    account: { attribute: false },
    chats: { attribute: false },
    models: { attribute: false },
    agents: { state: true },
    isBeginning: { state: true },
  };

  static styles = [
    View.styles,
    css`
      .grid {
        display: grid;
        gap: 0.9rem;
        grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr));
      }
      .ghost {
        height: 11rem;
      }
      .notice {
        display: flex;
        gap: 0.6rem;
        align-items: center;
        padding: 0.6rem 0.9rem;
        border-radius: var(--radius-small);
        background: var(--notice-soft);
      }
    `,
  ];

  firstUpdated() {
    this.#read();
  }

  async #read() {
    this.agents = (await this.during(() => readAgents(this.api, this.account))) ?? this.agents;
  }

  render() {
    const { agents } = this;
    const all = agents && [...agents.mine, ...agents.others].slice(0, 24);
    return html`<div class="column">
      <div>
        <h2 tabindex="-1">${t("start.title")}</h2>
        <p class="quiet">${t("start.text")}</p>
      </div>
      ${this.models?.configured === false
        ? html`<p class="notice">${icon("alert", 20)} <span>${t("start.noModel")}</span></p>`
        : nothing}
      ${this.trouble(() => this.#read())}
      <div class="grid">
        ${all?.map(
          (agent) => html`<foyer-agent-card
            .agent=${agent}
            ?mine=${agent.owner_id === this.account.id}
            ?busy=${this.isBeginning}
            @talk=${() => this.#talk(agent)}
          ></foyer-agent-card>`,
        )}
        ${!agents && !this.problem ? [1, 2, 3].map(() => html`<div class="ghost"></div>`) : nothing}
      </div>
      ${agents
        ? html`<p class="actions">
            <a class="button" href=${to("agents", NEW)}>${icon("plus", 20)} ${t("agents.new")}</a>
            <a class="button" href=${to("agents")}>${t("start.all")}</a>
          </p>`
        : nothing}
    </div>`;
  }

  async #talk(agent) {
    if (this.isBeginning) return;
    this.isBeginning = true;
    const chat = await this.during(() => talk(this.api, agent.id));
    this.isBeginning = false;
    if (chat) this.chats.put(chat);
  }
}

customElements.define("foyer-start", FoyerStart);
