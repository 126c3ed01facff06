// <fact-field>: one fact of a quotation asked for; emits "correct" with `{[slot]: value}`.
import { css, html, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { fields } from "./shared/fields.js";
import { t } from "./shared/i18n.js";
import { decimal, factOf, valueWords } from "./facts.js";

class FactField extends Element {
  static properties = {
    /** The fact, by its name in `profil`. */
    fact: {},
    /** What was said of it so far, or null. */
    value: { attribute: false },
    /** Whether it may be said that one does not know (any more). */
    forgettable: { type: Boolean },
    refusal: { state: true },
  };

  static styles = [
    Element.styles,
    fields,
    css`
      :host {
        display: block;
      }
      form {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        align-items: end;
      }
      label {
        flex: 0 1 12rem;
      }
      .two label {
        flex: 1 1 9rem;
      }
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
      .choices + form {
        margin-top: 0.7rem;
      }
      .button[aria-pressed="true"] {
        border-color: var(--accent);
        background: var(--accent);
        color: var(--on-accent);
      }
      .refusal {
        margin-top: 0.6rem;
      }
    `,
  ];

  focus() {
    this.renderRoot.querySelector("input, button")?.focus();
  }

  render() {
    const fact = factOf(this.fact);
    if (!fact) return nothing;
    return html`${fact.kind === "choice" ? this.#choices(fact.choices) : this.#field(fact)}
      ${this.refusal ? html`<p class="refusal" role="alert">${this.refusal}</p>` : nothing}`;
  }

  #choices(choices) {
    return html`<div class="choices" role="group" aria-label=${t(`fact.${this.fact}`)}>
      ${choices.map(
        (choice) => html`<button
          class="button small"
          aria-pressed=${this.value === choice}
          @click=${() => this.#say({ [this.fact]: choice })}
        >
          ${valueWords(this.fact, choice)}
        </button>`,
      )}
      ${this.#forget()}
    </div>`;
  }

  #field(fact) {
    return html`${fact.usual
        ? html`<div class="choices" role="group" aria-label=${t(`fact.${this.fact}`)}>
            ${fact.usual.map(
              (usual) => html`<button
                class="button small"
                aria-pressed=${this.value === usual}
                @click=${() => this.#say({ [this.fact]: usual })}
              >
                ${decimal(usual, 2)}
              </button>`,
            )}
          </div>`
        : nothing}
      <form class=${fact.kind === "car" ? "two" : ""} @submit=${this.#submit} novalidate>
        ${fact.kind === "car" ? this.#text("make", "fact.make") : nothing}
        ${this.#text(fact.slot, `fact.${fact.slot}`, fact)}
        <button class="button small primary">${t("fact.set")}</button>
        ${this.#forget()}
      </form>`;
  }

  #text(name, label, { kind, min, max } = {}) {
    const value = this.value === null || this.value === undefined ? "" : this.#written(kind);
    return html`<label>
      ${t(label)}
      <input
        name=${name}
        inputmode=${kind === "number" || kind === "postcode" ? "numeric" : kind === "decimal" ? "decimal" : nothing}
        autocomplete=${kind === "postcode" ? "postal-code" : "off"}
        maxlength="40"
        .value=${kind === "car" ? "" : value}
      />
      ${min === undefined ? nothing : html`<small>${t("fact.between", min, max)}</small>`}
    </label>`;
  }

  #written(kind) {
    return kind === "decimal" ? decimal(this.value, 2) : String(this.value);
  }

  #forget() {
    return this.forgettable && this.value !== null && this.value !== undefined
      ? html`<button class="button small" type="button" @click=${() => this.#say({ [this.fact]: null })}>
          ${t("fact.forget")}
        </button>`
      : nothing;
  }

  #submit(event) {
    event.preventDefault();
    const given = new FormData(event.target);
    const fact = factOf(this.fact);
    const text = given.get(fact.slot).trim();
    if (fact.kind === "car") {
      if (text) this.#say({ make: given.get("make").trim() || null, model: text });
      return;
    }
    if (fact.kind === "postcode") {
      const isCode = /^\d{5}$/.test(text);
      if (!text) this.refusal = t("fact.notTown");
      else this.#say(isCode ? { postcode: text } : { city: text });
      return;
    }
    const number = Number(text.replace(",", ".").replace(/\s/g, ""));
    const isWhole = fact.kind === "decimal" || Number.isInteger(number);
    if (!text || !isWhole || !(number >= fact.min && number <= fact.max)) {
      this.refusal = t("fact.notBetween", fact.min, fact.max);
      return;
    }
    this.#say({ [fact.slot]: number });
  }

  #say(changes) {
    this.refusal = null;
    this.emit("correct", changes);
  }
}

customElements.define("fact-field", FactField);
