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
    /** Whether the question above says what is asked. */
    asked: { type: Boolean },
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
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        align-items: end;
      }
      .row label {
        flex: 0 1 10rem;
      }
      .row .button {
        min-height: 2.75rem;
      }
      .hint {
        display: block;
        margin-top: 0.25rem;
        color: var(--ink-soft);
      }
      input {
        background: var(--surface);
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
                ${fact.kind === "decimal" ? decimal(usual, 2) : valueWords(this.fact, usual)}
              </button>`,
            )}
          </div>`
        : nothing}
      <form @submit=${this.#submit} novalidate>
        <div class="row">
          ${fact.kind === "car" ? this.#text("make", "fact.make") : nothing}
          ${this.#text(fact.slot, `fact.${fact.slot}`, fact)}
          <button class="button small primary">${t("fact.set")}</button>
          ${this.#forget()}
        </div>
        ${fact.min === undefined
          ? nothing
          : html`<small class="hint" id="hint">${t("fact.between", fact.min, fact.max)}</small>`}
      </form>`;
  }

  #text(name, label, { kind } = {}) {
    const value = this.value === null || this.value === undefined ? "" : this.#written(kind);
    return html`<label>
      <span class=${this.asked ? "visually-hidden" : ""}>${t(label)}</span>
      <input
        name=${name}
        inputmode=${{ number: "numeric", postcode: "text", decimal: "decimal" }[kind] ?? "text"}
        autocomplete=${kind === "postcode" ? "postal-code" : "off"}
        maxlength="40"
        aria-describedby="hint"
        .value=${kind === "car" ? "" : value}
      />
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
