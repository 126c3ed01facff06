// <quote-facts>: what was understood and what was assumed, each corrected where it stands.
import { css, html, nothing, repeat } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import "./fact-field.js";
import { factsOf } from "./facts.js";

class QuoteFacts extends Element {
  static properties = {
    quotation: { attribute: false },
    /** The fact that is being corrected, or null. */
    opened: { state: true },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: block;
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        gap: 0.2rem 0.8rem;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        padding: 0.45rem 0;
        border-bottom: 1px solid var(--line);
      }
      li:last-child {
        border: 0;
      }
      .name {
        font-size: 0.875rem;
        color: var(--ink-soft);
      }
      .value {
        display: flex;
        flex-wrap: wrap;
        gap: 0.2rem 0.6rem;
        align-items: baseline;
        overflow-wrap: anywhere;
      }
      .tag {
        padding: 0 0.5rem;
        border-radius: 999px;
        background: var(--notice-soft);
        font-size: 0.8rem;
      }
      fact-field {
        grid-column: 1 / -1;
        padding: 0.4rem 0 0.6rem;
      }
      .why {
        margin-bottom: 0.4rem;
        font-size: 0.95rem;
      }
    `,
  ];

  constructor() {
    super();
    this.opened = null;
  }

  render() {
    const facts = factsOf(this.quotation);
    return html`${facts.some(({ isAssumed }) => isAssumed)
        ? html`<p class="why quiet">${t("facts.why")}</p>`
        : nothing}
      <ul role="list" @correct=${() => (this.opened = null)}>
        ${repeat(facts, ({ slot }) => slot, (fact) => this.#fact(fact))}
      </ul>`;
  }

  #fact({ slot, value, words, isAssumed }) {
    const isOpen = this.opened === slot;
    const name = t(`fact.${slot}`);
    return html`<li>
      <div>
        <p class="name">${name}</p>
        <p class="value">
          ${words} ${isAssumed ? html`<span class="tag">${t("facts.assumed")}</span>` : nothing}
        </p>
      </div>
      <button
        class="button small"
        aria-expanded=${isOpen}
        aria-label=${t("facts.correctThis", name)}
        @click=${() => this.#toggle(isOpen ? null : slot)}
      >
        ${icon(isOpen ? "cross" : "pen", 16)} ${t(isOpen ? "cancel" : "facts.correct")}
      </button>
      ${isOpen ? html`<fact-field .fact=${slot} .value=${value} forgettable></fact-field>` : nothing}
    </li>`;
  }

  async #toggle(slot) {
    this.opened = slot;
    await this.updateComplete;
    this.renderRoot.querySelector("fact-field")?.focus();
  }
}

customElements.define("quote-facts", QuoteFacts);
