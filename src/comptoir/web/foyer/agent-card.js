// <foyer-agent-card>: an agent in short, and the ways to talk to it and to see it.
import { css, html, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { named, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { to } from "./routes.js";

class FoyerAgentCard extends Element {
  static properties = {
    agent: { attribute: false },
    mine: { type: Boolean },
    busy: { type: Boolean },
  };

  static styles = [
    Element.styles,
    css`
      article {
        display: grid;
        gap: 0.7rem;
        align-content: start;
        height: 100%;
        padding: 1rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .head {
        display: flex;
        gap: 0.75rem;
        align-items: center;
        min-width: 0;
      }
      .letter {
        display: grid;
        place-items: center;
        flex: none;
        width: 2.6rem;
        height: 2.6rem;
        border-radius: var(--radius-small);
        background: var(--accent-soft);
        color: var(--accent-strong);
        font: 600 1.2rem var(--serif);
      }
      .head div {
        min-width: 0;
      }
      h3 {
        overflow: hidden;
        font-size: 1.1rem;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .prompt {
        display: -webkit-box;
        overflow: hidden;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 3;
        overflow-wrap: anywhere;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 0.35rem;
        margin: 0;
        padding: 0;
        list-style: none;
        font-size: 0.8rem;
      }
      li {
        padding: 0.15rem 0.6rem;
        border-radius: 999px;
        background: var(--surface-raised);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        align-self: end;
      }
    `,
  ];

  render() {
    const { agent } = this;
    const marks = [
      agent.documents_only && "agent.mark.documentsOnly",
      agent.learn_from_interaction && "agent.mark.learns",
      this.mine && agent.is_public && "agent.mark.public",
    ].filter(Boolean);
    return html`<article aria-label=${agent.name}>
      <div class="head">
        <span class="letter" aria-hidden="true">${[...agent.name.trim()][0]?.toUpperCase()}</span>
        <div>
          <h3 title=${agent.name} dir="auto">${agent.name}</h3>
          <small class="quiet">
            ${named("model", agent.model)}${this.mine || !agent.owner?.trigramme
              ? nothing
              : ` · ${t("agent.by", agent.owner.trigramme)}`}
          </small>
        </div>
      </div>
      <p class="prompt quiet" dir="auto">${agent.system_prompt || t("agent.noPrompt")}</p>
      ${marks.length ? html`<ul>${marks.map((mark) => html`<li>${t(mark)}</li>`)}</ul>` : nothing}
      <div class="actions">
        <button
          class="button small primary"
          aria-label=${t("agent.talkTo", agent.name)}
          ?disabled=${this.busy}
          @click=${() => this.emit("talk", agent)}
        >
          ${icon("chat", 18)} ${t("agent.talk")}
        </button>
        <a
          class="button small"
          href=${to("agents", agent.id)}
          aria-label=${t(this.mine ? "agent.editWhich" : "agent.seeWhich", agent.name)}
        >
          ${t(this.mine ? "agent.edit" : "agent.see")}
        </a>
      </div>
    </article>`;
  }
}

customElements.define("foyer-agent-card", FoyerAgentCard);
