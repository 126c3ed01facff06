// <meuble-timeline>: everything that was done to a claim, the newest first.
import { css, html, nothing, repeat } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { moment, named, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";

const SHAPES = { customer: "person", staff: "armchair", system: "clock" };

class MeubleTimeline extends Element {
  static properties = {
    /** As the service lists them, the oldest first. */
    actions: { attribute: false },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: block;
        padding: 1.1rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      h3 {
        font-size: 1.2rem;
      }
      ol {
        display: grid;
        margin: 0.9rem 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        position: relative;
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0 0.8rem;
        padding-bottom: 1.1rem;
      }
      li:last-child {
        padding-bottom: 0;
      }
      li:not(:last-child)::before {
        content: "";
        position: absolute;
        inset-block: 2.2rem 0.2rem;
        inset-inline-start: 1.05rem;
        border-inline-start: 2px solid var(--line);
      }
      .mark {
        display: grid;
        place-items: center;
        width: 2.2rem;
        height: 2.2rem;
        border-radius: 50%;
        background: var(--surface-raised);
        color: var(--ink-soft);
      }
      .staff .mark {
        background: var(--accent-soft);
        color: var(--accent);
      }
      .when {
        font-size: 0.85rem;
        color: var(--ink-soft);
      }
      blockquote {
        margin: 0.4rem 0 0;
        padding: 0.6rem 0.8rem;
        border-radius: 0.3rem var(--radius) var(--radius) var(--radius);
        background: var(--surface-raised);
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
    `,
  ];

  render() {
    const actions = [...(this.actions ?? [])].reverse();
    return html`<h3>${t("timeline.title")}</h3>
      <ol role="list">
        ${repeat(
          actions,
          ({ action_id: id }) => id,
          (action) => this.#action(action),
        )}
      </ol>`;
  }

  #action({ actor, action_type: type, description, timestamp, metadata }) {
    const known = named("action", type);
    const content = metadata?.content;
    return html`<li class=${actor}>
      <span class="mark">${icon(SHAPES[actor] ?? "clock", 18)}</span>
      <div>
        <p>${known === type ? description : known} ${moved(metadata)}</p>
        <p class="when">${named("actor", actor)} · <time datetime=${timestamp}>${moment(timestamp)}</time></p>
        ${content ? html`<blockquote dir="auto">${content}</blockquote>` : nothing}
      </div>
    </li>`;
  }
}

// A move says where to.
const moved = (metadata) =>
  metadata?.to ? html`<strong>${named("status", metadata.to)}</strong>` : nothing;

customElements.define("meuble-timeline", MeubleTimeline);
