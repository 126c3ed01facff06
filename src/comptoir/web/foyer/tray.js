// <foyer-tray>: documents on their way, each with how far it is.
import { css, html, nothing, repeat } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { whyFailed } from "./words.js";

class FoyerTray extends Element {
  static properties = { uploads: { attribute: false } };

  static styles = [
    Element.styles,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem;
        margin: 0.3rem 0.4rem;
        padding: 0;
        list-style: none;
      }
      li {
        position: relative;
        display: flex;
        gap: 0.5rem;
        align-items: center;
        max-width: 100%;
        padding: 0.25rem 0.25rem 0.25rem 0.7rem;
        overflow: hidden;
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
        background: var(--surface-raised);
        font-size: 0.9rem;
        line-height: 1.25;
      }
      .failed,
      .refused {
        border-color: var(--danger-line);
        background: var(--danger-soft);
      }
      div {
        min-width: 0;
      }
      b {
        display: block;
        max-width: 16rem;
        overflow: hidden;
        font-weight: 500;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      progress {
        position: absolute;
        inset: auto 0 0;
        width: 100%;
        height: 3px;
        border: 0;
        background: none;
        accent-color: var(--accent);
      }
      progress::-webkit-progress-bar {
        background: none;
      }
      progress::-webkit-progress-value {
        background: var(--accent);
      }
      progress::-moz-progress-bar {
        background: var(--accent);
      }
      button {
        display: grid;
        place-items: center;
        width: 2.25rem;
        height: 2.25rem;
        padding: 0;
        border: 0;
        border-radius: 50%;
        background: none;
      }
      button:hover {
        background: var(--surface);
      }
    `,
  ];

  #redraw = () => this.requestUpdate();

  willUpdate(changed) {
    if (!changed.has("uploads")) return;
    changed.get("uploads")?.removeEventListener("change", this.#redraw);
    this.uploads?.addEventListener("change", this.#redraw);
  }

  render() {
    const list = this.uploads?.list ?? [];
    return html`<div role="status">
      ${list.length
        ? html`<ul aria-label=${t("tray.label")}>
            ${repeat(
              list,
              ({ key }) => key,
              (entry) => this.#entry(entry),
            )}
          </ul>`
        : nothing}
    </div>`;
  }

  #entry(entry) {
    const { state, name, share } = entry;
    return html`<li class=${state}>
      ${icon(state === "ready" ? "check" : state === "failed" || state === "refused" ? "alert" : "file", 18)}
      <div>
        <b title=${name}>${name}</b>
        <span class="quiet" aria-hidden=${state === "sending" ? "true" : nothing}>${this.#state(entry)}</span>
      </div>
      ${state === "refused" && !entry.problem.tooLarge
        ? html`<button aria-label=${t("tray.retry", name)} title=${t("retry")} @click=${() => this.uploads.retry(entry)}>
            ${icon("again", 18)}
          </button>`
        : nothing}
      <button aria-label=${t("tray.drop", name)} title=${t("tray.drop", name)} @click=${() => this.uploads.drop(entry)}>
        ${icon("cross", 18)}
      </button>
      ${state === "sending"
        ? html`<progress max="1" .value=${share} aria-label=${t("tray.progress", name)}></progress>`
        : nothing}
    </li>`;
  }

  #state(entry) {
    if (entry.state === "refused") {
      return entry.problem.tooLarge ? t("documents.tooLarge") : errorText(entry.problem);
    }
    if (entry.state === "failed") return whyFailed(entry.document);
    if (entry.state === "sending") return t("tray.sending", Math.round(entry.share * 100));
    return t(`documents.${entry.state}`);
  }
}

customElements.define("foyer-tray", FoyerTray);
