// <foyer-agents>: one's own agents and the public ones.
import { css, html, nothing, repeat } from "./vendor/lit.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { View } from "./shared/view.js";
import "./agent-card.js";
import { morePublic, readAgents } from "./agents-list.js";
import { NEW, to } from "./routes.js";
import { talk } from "./talking.js";

const MOST = 50; // a promise of the service

class FoyerAgents extends View {
  static properties = {
    account: { attribute: false },
    chats: { attribute: false },
    agents: { state: true },
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
      .grid {
        display: grid;
        gap: 0.9rem;
        grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr));
      }
      section {
        display: grid;
        gap: 0.8rem;
      }
      .ghost {
        height: 11rem;
      }
      .more {
        justify-self: center;
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
    const isFull = agents?.mine.length >= MOST;
    return html`<div class="column">
      <div class="head">
        <div>
          <h2 tabindex="-1">${t("agents.title")}</h2>
          <p class="quiet">${agents ? t("agents.count", agents.mine.length, MOST) : t("agents.text")}</p>
        </div>
        ${isFull
          ? html`<p class="quiet">${t("agents.full", MOST)}</p>`
          : html`<a class="button primary" href=${to("agents", NEW)}>${icon("plus", 20)} ${t("agents.new")}</a>`}
      </div>
      ${this.trouble(() => this.#read())}
      ${agents ? this.#lists(agents) : this.problem ? nothing : html`<div class="ghost"></div>`}
    </div>`;
  }

  #lists({ mine, others, next }) {
    return html`<section>
        <h3>${t("agents.mine")}</h3>
        ${mine.length ? this.#grid(mine, true) : html`<p class="quiet">${t("agents.noneMine")}</p>`}
      </section>
      <section>
        <h3>${t("agents.public")}</h3>
        ${others.length ? this.#grid(others, false) : html`<p class="quiet">${t("agents.nonePublic")}</p>`}
        ${next === null
          ? nothing
          : html`<button class="button small more" ?disabled=${this.loading} @click=${this.#more}>
              ${t("agents.more")}
            </button>`}
      </section>`;
  }

  #grid(agents, isMine) {
    return html`<div class="grid">
      ${repeat(
        agents,
        ({ id }) => id,
        (agent) => html`<foyer-agent-card
          .agent=${agent}
          ?mine=${isMine}
          ?busy=${this.isBeginning}
          @talk=${() => this.#talk(agent)}
        ></foyer-agent-card>`,
      )}
    </div>`;
  }

  async #more() {
    const page = await this.during(() => morePublic(this.api, this.account, this.agents.next));
    if (page) this.agents = { ...this.agents, ...page, others: [...this.agents.others, ...page.others] };
  }

  async #talk(agent) {
    if (this.isBeginning) return;
    this.isBeginning = true;
    const chat = await this.during(() => talk(this.api, agent.id));
    this.isBeginning = false;
    if (chat) this.chats.put(chat);
  }
}

customElements.define("foyer-agents", FoyerAgents);
