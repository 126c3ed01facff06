// <meuble-rating>: how it went, one to five stars and a word.
import { css, html, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { fields } from "./shared/fields.js";

const STARS = [1, 2, 3, 4, 5];

class MeubleRating extends Element {
  static properties = {
    /** What was given before, 1 to 5, or null. */
    rating: { type: Number },
    chosen: { state: true },
  };

  static styles = [
    Element.styles,
    fields,
    css`
      :host {
        display: block;
      }
      form {
        display: grid;
        gap: 0.9rem;
      }
      h3 {
        font-size: 1.2rem;
      }
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: 0.2rem;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        margin-bottom: 0.3rem;
      }
      .star {
        position: relative;
        display: grid;
        place-items: center;
        width: 2.75rem;
        height: 2.75rem;
        border-radius: var(--radius-small);
        color: var(--line-strong);
        cursor: pointer;
      }
      .star.given {
        color: var(--warm);
      }
      .star.given path {
        fill: currentColor;
      }
      .star:has(:focus-visible) {
        outline: 3px solid var(--accent);
      }
      .star input {
        position: absolute;
        inset: 0;
        min-height: 0;
        opacity: 0;
        cursor: pointer;
      }
    `,
  ];

  render() {
    const given = this.chosen ?? this.rating ?? 0;
    return html`<form @submit=${this.#submit}>
      <h3>${t(this.rating ? "rating.given" : "rating.title")}</h3>
      <fieldset>
        <legend class="quiet">${t("rating.legend")}</legend>
        ${STARS.map((n) => this.#star(n, given))}
      </fieldset>
      ${this.chosen
        ? html`<label>
              ${t("rating.comment")}
              <textarea name="comment" dir="auto" maxlength="2000"></textarea>
            </label>
            <div><button class="button primary">${t("rating.send")}</button></div>`
        : nothing}
    </form>`;
  }

  #star(n, given) {
    return html`<label class="star ${n <= given ? "given" : ""}">
      <span class="visually-hidden">${t("rating.star", n)}</span>
      ${icon("star", 28)}
      <input
        type="radio"
        name="rating"
        value=${n}
        .checked=${n === given}
        @change=${() => (this.chosen = n)}
      />
    </label>`;
  }

  #submit(event) {
    event.preventDefault();
    const comment = new FormData(event.target).get("comment")?.trim();
    this.emit("rated", { rating: this.chosen, ...(comment && { comment }) });
    this.chosen = undefined;
  }
}

customElements.define("meuble-rating", MeubleRating);
