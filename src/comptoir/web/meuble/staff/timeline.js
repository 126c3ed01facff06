// <staff-timeline>: everything that was done to a claim, the newest first, with what only staff read.
import { css, html, nothing, repeat } from "../vendor/lit.js";
import { Element } from "../shared/element.js";
import { moment, named, t } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";

const SHAPES = { customer: "person", staff: "armchair", system: "clock" };

class StaffTimeline extends Element {
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
        gap: 0.9rem;
        margin: 0.9rem 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0 0.8rem;
        padding: 0.3rem 0.5rem;
        border-radius: var(--radius-small);
      }
      li.internal {
        border: 1px dashed var(--line-strong);
        background: var(--ground);
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
      .customer .mark {
        background: var(--notice-soft);
        color: var(--warm);
      }
      .when {
        font-size: 0.85rem;
        color: var(--ink-soft);
      }
      .tag {
        display: inline-flex;
        gap: 0.25rem;
        align-items: center;
        padding: 0 0.45rem;
        border: 1px solid var(--line-strong);
        border-radius: 0.4rem;
        font-size: 0.8rem;
        font-weight: 600;
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

  #action({ actor, action_type: type, description, timestamp, metadata, internal }) {
    const { content, reason, by, to } = metadata ?? {};
    const who = by?.name ?? named("actor", actor);
    return html`<li class="${actor} ${internal ? "internal" : ""}">
      <span class="mark">${icon(SHAPES[actor] ?? "clock", 18)}</span>
      <div>
        <p>
          ${words(type, { internal, reason, description })}
          ${to ? html`<strong>${named("status", to)}</strong>` : nothing}
          ${internal ? html`<span class="tag">${icon("lock", 13)} ${t("timeline.internal")}</span>` : nothing}
        </p>
        <p class="when">${who} · <time datetime=${timestamp}>${moment(timestamp)}</time></p>
        ${reason
          ? html`<p><span class="quiet">${t(type === "assigned" ? "timeline.to" : "timeline.reason")}</span>
              <span dir="auto">${reason}</span></p>`
          : nothing}
        ${content ? html`<blockquote dir="auto">${content}</blockquote>` : nothing}
      </div>
    </li>`;
  }
}

// A note and a ticket given back have the type of what they are the quiet form of.
function words(type, { internal, reason, description }) {
  const quiet = { comment_added: internal && "note_added", assigned: !reason && "returned" }[type];
  const known = named("action", quiet || type);
  return known === (quiet || type) ? description : known;
}

customElements.define("staff-timeline", StaffTimeline);
