// <foyer-edit>: other words for a message of one's own, in its place.
import { css, html, live } from "./vendor/lit.js";
import { lengthOf } from "./shared/characters.js";
import { MOST } from "./shared/composer.js";
import { Element } from "./shared/element.js";
import { fields } from "./shared/fields.js";
import { t } from "./shared/i18n.js";

class FoyerEdit extends Element {
  static properties = {
    words: {},
    busy: { type: Boolean },
    text: { state: true },
  };

  static styles = [
    Element.styles,
    fields,
    css`
      form {
        display: grid;
        gap: 0.6rem;
        padding: 0.8rem;
        border: 1px solid var(--accent);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        justify-content: end;
      }
      .actions p {
        flex: 1 1 12rem;
        font-size: 0.85rem;
      }
    `,
  ];

  firstUpdated() {
    this.text = this.words;
    const field = this.renderRoot.querySelector("textarea");
    field.focus();
    field.setSelectionRange(this.words.length, this.words.length);
  }

  render() {
    const text = this.text ?? this.words;
    const isOver = lengthOf(text.trim()) > MOST;
    return html`<form @submit=${this.#submit} @keydown=${this.#pressed}>
      <textarea
        dir="auto"
        aria-label=${t("edit.label")}
        aria-invalid=${isOver}
        .value=${live(text)}
        @input=${({ target }) => (this.text = target.value)}
      ></textarea>
      <div class="actions">
        <p class="quiet">${t("edit.hint")}</p>
        <button class="button small" type="button" @click=${() => this.emit("given-up")}>${t("cancel")}</button>
        <button class="button small primary" ?disabled=${this.busy || isOver || !text.trim()}>
          ${t("edit.send")}
        </button>
      </div>
    </form>`;
  }

  #pressed(event) {
    if (event.key === "Escape") this.emit("given-up");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#submit(event);
  }

  #submit(event) {
    event.preventDefault();
    const words = this.text.trim();
    if (words && !this.busy && lengthOf(words) <= MOST) this.emit("edited", words);
  }
}

customElements.define("foyer-edit", FoyerEdit);
