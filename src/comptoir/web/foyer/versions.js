// <foyer-versions>: what an agent was before, what each version changed, and the way back to it.
import { css, html, nothing, repeat } from "./vendor/lit.js";
import { moment, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { View } from "./shared/view.js";

const SHOWN = [
  "name",
  "system_prompt",
  "model",
  "temperature",
  "documents_only",
  "learn_from_interaction",
  "is_public",
  "prompt_is_public",
];
const FIRST = 5;

class FoyerVersions extends View {
  static properties = {
    agent: { attribute: false },
    versions: { state: true },
    isOpen: { state: true },
    isAll: { state: true },
  };

  static styles = [
    View.styles,
    css`
      :host {
        height: auto;
        overflow: visible;
      }
      summary {
        min-height: 2.25rem;
        cursor: pointer;
        font: 600 1.2rem var(--serif);
      }
      ol {
        display: grid;
        gap: 0.6rem;
        grid-template-columns: minmax(0, 1fr);
        margin: 0.8rem 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0.4rem 0.8rem;
        align-items: center;
        padding: 0.7rem 0.9rem;
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
      }
      small {
        display: block;
        overflow-wrap: anywhere;
      }
      pre {
        grid-column: 1 / -1;
        max-height: 12rem;
        margin: 0;
        padding: 0.6rem 0.8rem;
        overflow: auto;
        border-radius: var(--radius-small);
        background: var(--ground);
        font: 0.9rem var(--sans);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ];

  willUpdate(changed) {
    if (changed.has("agent") && this.isOpen) this.#read();
  }

  async #read() {
    const path = `/api/agents/${this.agent.id}/versions`;
    this.versions = (await this.during(() => this.api.get(path)))?.versions ?? this.versions;
  }

  render() {
    const all = this.versions ?? [];
    const shown = this.isAll ? all : all.slice(0, FIRST);
    return html`<details class="panel" @toggle=${this.#toggled}>
      <summary>${t("versions.title")}</summary>
      ${this.trouble(() => this.#read())}
      <ol>
        ${repeat(
          shown,
          ({ version }) => version,
          (version, place) => this.#version(version, all[place + 1]),
        )}
      </ol>
      ${all.length > shown.length
        ? html`<button class="button small" @click=${() => (this.isAll = true)}>${t("versions.all", all.length)}</button>`
        : nothing}
    </details>`;
  }

  #version(version, before) {
    const changed = before
      ? SHOWN.filter((name) => version[name] !== before[name])
      : [];
    const isNow = version.version === this.agent.version;
    return html`<li>
      <div>
        <b>${t("versions.which", version.version)}</b>
        ${isNow ? html`<span class="quiet">· ${t("versions.now")}</span>` : nothing}
        <small class="quiet">
          ${moment(version.created_at)}
          ${version.restored_from ? ` · ${t("versions.restoredFrom", version.restored_from)}` : nothing}
          ${changed.length ? ` · ${changed.map((name) => t(`versions.${name}`)).join(", ")}` : nothing}
        </small>
      </div>
      ${isNow
        ? nothing
        : html`<button
            class="button small"
            aria-label=${t("versions.restoreWhich", version.version)}
            ?disabled=${this.loading}
            @click=${() => this.#restore(version.version)}
          >
            ${icon("undo", 18)} ${t("versions.restore")}
          </button>`}
      ${changed.includes("system_prompt") ? html`<pre dir="auto" tabindex="0">${version.system_prompt}</pre>` : nothing}
    </li>`;
  }

  #toggled({ target }) {
    this.isOpen = target.open;
    if (this.isOpen && !this.versions) this.#read();
  }

  async #restore(version) {
    const path = `/api/agents/${this.agent.id}/versions/${version}/restore`;
    const agent = await this.during(() => this.api.post(path));
    if (agent) this.emit("saved", agent);
  }
}

customElements.define("foyer-versions", FoyerVersions);
