// <quote-choices>: formula, deductible and options, each with what it costs; a choice prices again.
import { css, html, live, nothing, repeat } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { money, named, t } from "./shared/i18n.js";

const FORMULAS = ["tiers", "tiers_plus", "tous_risques"];
const DEDUCTIBLES = [150, 300, 600];
const OPTIONAL = ["bris_glace", "vol", "incendie", "dommages"];

class QuoteChoices extends Element {
  static properties = {
    quotation: { attribute: false },
    /** What was chosen and is being priced: until it is, or is refused, it shows as chosen. */
    wanted: { attribute: false },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: grid;
        gap: 1rem;
        grid-template-columns: minmax(0, 1fr);
      }
      fieldset {
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0 0 0.35rem;
        font-weight: 600;
      }
      .choices {
        display: grid;
        gap: 0.5rem;
        grid-template-columns: repeat(3, minmax(0, 1fr));
      }
      label {
        position: relative;
        display: grid;
        gap: 0.1rem;
        align-content: center;
        padding: 0.6rem 0.8rem;
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-small);
        line-height: 1.25;
        cursor: pointer;
      }
      label:hover {
        border-color: var(--accent);
        background: var(--accent-soft);
      }
      label:has(:checked) {
        border-color: var(--accent);
        background: var(--accent-soft);
        box-shadow: inset 0 0 0 1px var(--accent);
      }
      label:has(:focus-visible) {
        outline: 3px solid var(--accent);
        outline-offset: 2px;
      }
      label input[type="radio"] {
        position: absolute;
        opacity: 0;
      }
      strong {
        font-weight: 600;
      }
      small {
        font-size: 0.875rem;
        font-variant-numeric: tabular-nums;
        color: var(--ink-soft);
      }
      .options {
        display: grid;
        gap: 0.5rem;
        grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr));
      }
      .options label {
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0.1rem 0.6rem;
      }
      .options small {
        grid-column: 2;
      }
      .options input {
        width: 1.15rem;
        height: 1.15rem;
        margin: 0.1rem 0 0;
        accent-color: var(--accent);
      }
      @media (max-width: 40rem) {
        .formula {
          grid-template-columns: minmax(0, 1fr);
        }
        .formula label {
          grid-template-columns: minmax(0, 1fr) auto;
          align-items: baseline;
          min-height: 2.9rem;
        }
        .deductible label {
          padding: 0.5rem;
          text-align: center;
        }
        .deductible small {
          font-size: 0.8rem;
        }
      }
    `,
  ];

  render() {
    const { formule, franchise } = this.quotation;
    const { formula = formule, deductible = franchise } = this.wanted;
    return html`${this.#radios("formula", FORMULAS, formula, (each) => [
        t(`formula.${each}`),
        this.#price(each, franchise),
      ])}
      ${this.#deductibles(deductible)} ${this.#options()}`;
  }

  #radios(name, values, chosen, words) {
    return html`<fieldset>
      <legend>${t(`fact.${name}`)}</legend>
      <div class="choices ${name}">
        ${values.map((value) => {
          const [title, price] = words(value);
          return html`<label>
            <input
              type="radio"
              name=${name}
              .checked=${live(value === chosen)}
              @change=${() => this.emit("correct", { [name]: value })}
            />
            <strong>${title}</strong>
            <small>${price}</small>
          </label>`;
        })}
      </div>
    </fieldset>`;
  }

  #price(formula, deductible) {
    const found = this.quotation.variantes.find(
      (each) => each.formule === formula && each.franchise === deductible,
    );
    return found ? t("choice.perYear", money(found.prime_annuelle)) : "";
  }

  // A deductible changes nothing where only others' damage is covered.
  #deductibles(chosen) {
    const { formule, garanties } = this.quotation;
    if (!garanties.some(({ code }) => ["vol", "incendie", "dommages"].includes(code))) return nothing;
    const isPlain = !this.#added().length;
    return this.#radios("deductible", DEDUCTIBLES, chosen, (value) => [
      money(value).replace(/[.,]00/, ""),
      isPlain ? this.#price(formule, value) : t(`choice.deductible.${value}`),
    ]);
  }

  // What was added to the formula, which stands among the guarantees.
  #added() {
    const { garanties, profil } = this.quotation;
    const covered = garanties.map(({ code }) => code);
    return (profil.guarantees ?? []).filter((code) => OPTIONAL.includes(code) && covered.includes(code));
  }

  #options() {
    const { options, formule } = this.quotation;
    const added = formule === "tous_risques" ? [] : this.#added();
    if (!options.length && !added.length) return nothing;
    const chosen = this.wanted.guarantees ?? added;
    return html`<fieldset>
      <legend>${t("choice.options")}</legend>
      <div class="options">
        ${repeat(
          [...added, ...options.map(({ code }) => code)],
          (code) => code,
          (code) => this.#option(code, this.#cost(code), chosen.includes(code), chosen),
        )}
      </div>
    </fieldset>`;
  }

  #cost(code) {
    const option = this.quotation.options.find((each) => each.code === code);
    if (option) return this.#plus(option.avec, option.prime);
    return t("choice.included", money(this.quotation.garanties.find((each) => each.code === code).prime));
  }

  #plus(others, price) {
    const plus = t("choice.plus", money(price));
    return others.length
      ? `${plus} ${t("choice.with", others.map((code) => named("cover", code)).join(", "))}`
      : plus;
  }

  #option(code, words, isChosen, added) {
    const toggle = () => {
      const guarantees = isChosen ? added.filter((each) => each !== code) : [...added, code];
      this.emit("correct", { guarantees });
    };
    return html`<label>
      <input type="checkbox" .checked=${live(isChosen)} @change=${toggle} />
      <strong>${named("cover", code)}</strong>
      <small>${words}</small>
    </label>`;
  }
}

customElements.define("quote-choices", QuoteChoices);
