// <meuble-recap>: what the service understood, shown before anything is registered.
import { css, html, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { named, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { cardStyle, fact } from "./card.js";
import { warrantyStyle, warrantyView } from "./warranty.js";

// Said as the customer's own words, so in the language of the talk.
const YES = {
  fr: "Oui, je confirme",
  en: "Yes, I confirm",
  es: "Sí, confirmo",
  it: "Sì, confermo",
  de: "Ja, ich bestätige",
  ar: "نعم، أؤكد",
};
const NO = { fr: "Non", en: "No", es: "No", it: "No", de: "Nein", ar: "لا" };

class MeubleRecap extends Element {
  static properties = {
    recap: { attribute: false },
    /** Whether the answer is still awaited. */
    open: { type: Boolean },
    /** The language of the conversation, `fr`, `ar`… */
    spoken: {},
  };

  static styles = [
    Element.styles,
    cardStyle,
    warrantyStyle,
    css`
      .danger {
        display: flex;
        gap: 0.75rem;
        padding: 1rem 1.1rem;
        border-bottom: 2px solid var(--danger-line);
        background: var(--danger-soft);
        color: var(--danger);
      }
      .danger strong {
        font-size: 1.1rem;
      }
      .claimed {
        font-size: 0.9rem;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        margin: 0.3rem 0 0;
        padding: 0;
        list-style: none;
      }
      img {
        display: block;
        width: 5.5rem;
        height: 5.5rem;
        border-radius: var(--radius-small);
        object-fit: cover;
        background: var(--surface-raised);
      }
    `,
  ];

  render() {
    const { recap } = this;
    return html`<article aria-labelledby="title">
      ${recap.danger ? this.#danger() : nothing}
      <header>
        ${icon("file")}
        <h2 id="title">${t("recap.title")}</h2>
      </header>
      <div class="body">
        ${this.#facts()} ${this.#photos()} ${warrantyView(recap.warranty)} ${this.#claimed()}
        ${this.open ? this.#question() : nothing}
      </div>
    </article>`;
  }

  #danger() {
    return html`<div class="danger">
      ${icon("alert", 26)}
      <div>
        <p><strong>${t("recap.danger")}</strong></p>
        <p>${t("recap.dangerText")}</p>
      </div>
    </div>`;
  }

  #facts() {
    const { recap } = this;
    return html`<dl>
      ${fact(t("recap.order"), recap.order_number)} ${fact(t("recap.product"), product(recap))}
      ${fact(t("recap.problem"), recap.problem_description)}
      ${fact(t("recap.category"), named("category", recap.problem_category))}
      ${fact(t("recap.severity"), named("severity", recap.problem_severity))}
      ${fact(t("recap.priority"), named("priority", recap.priority))}
    </dl>`;
  }

  #photos() {
    const { photos } = this.recap;
    if (!photos?.length) return nothing;
    return html`<div>
      <span class="quiet">${t("recap.photos")}</span>
      <ul>
        ${photos.map(
          (url, i) =>
            html`<li>
              <img
                src=${url}
                alt=${t("recap.photo", i + 1)}
                loading="lazy"
                referrerpolicy="no-referrer"
              />
            </li>`,
        )}
      </ul>
    </div>`;
  }

  #claimed() {
    const { claimed } = this.recap;
    if (!claimed?.length) return nothing;
    const fields = claimed.map((field) => named("field", field)).join(", ");
    return html`<p class="claimed quiet">${t("recap.claimed", fields)}</p>`;
  }

  #question() {
    return html`<p>${t("recap.question")}</p>
      <div class="actions">
        <button class="button primary" @click=${() => this.#say(YES)}>
          ${icon("check")} ${t("recap.confirm")}
        </button>
        <button class="button" @click=${() => this.#say(NO)}>${t("recap.correct")}</button>
      </div>`;
  }

  #say(words) {
    this.emit("say", words[this.spoken] ?? words.fr);
  }
}

const product = ({ product_name: name, product_sku: sku }) =>
  name && sku ? `${name} (${sku})` : (name ?? sku);

customElements.define("meuble-recap", MeubleRecap);
