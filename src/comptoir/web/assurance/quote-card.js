// <quote-card>: a quotation whose every part may be looked into, corrected and compared.
import { css, html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { Element } from "./shared/element.js";
import { day, language, money, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { toast } from "./shared/toasts.js";
import { save } from "./download.js";
import { factOf, valueWords } from "./facts.js";
import "./quote-advice.js";
import "./quote-choices.js";
import "./quote-covers.js";
import "./quote-detail.js";
import "./quote-facts.js";
import "./quote-range.js";
import { carOf, isReadable } from "./quotes.js";
import { to } from "./routes.js";

class QuoteCard extends Element {
  static properties = {
    /** The `Quotes` of this browser. */
    quotes: { attribute: false },
    quoteId: { attribute: false },
    /** Whether it stands in the conversation, where it is folded. */
    within: { type: Boolean },
    quotation: { state: true },
    change: { state: true },
    busy: { state: true },
    problem: { state: true },
    unheard: { state: true },
    /** What was chosen and is being priced. */
    wanted: { state: true },
    isDrawing: { state: true },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: block;
      }
      article {
        display: grid;
        gap: 1.1rem;
        grid-template-columns: minmax(0, 1fr);
        padding: clamp(1rem, 3vw, 1.5rem);
        border: 1px solid var(--line);
        border-radius: calc(var(--radius) + 4px);
        background: var(--surface);
        box-shadow: var(--shadow);
      }
      .head {
        position: sticky;
        top: var(--sticky-top, 0);
        z-index: 1;
        display: grid;
        gap: 0.6rem;
        margin: calc(-1 * clamp(1rem, 3vw, 1.5rem));
        margin-bottom: -0.4rem;
        padding: clamp(0.8rem, 3vw, 1.3rem) clamp(1rem, 3vw, 1.5rem) 0.7rem;
        border-radius: calc(var(--radius) + 4px) calc(var(--radius) + 4px) 0 0;
        background: var(--surface);
        box-shadow: 0 1px 0 var(--line);
      }
      .top {
        display: flex;
        flex-wrap: wrap;
        gap: 0.4rem 1rem;
        align-items: center;
        justify-content: space-between;
      }
      .car {
        flex: 1 1 7rem;
        min-width: 0;
      }
      h3 {
        display: flex;
        gap: 0.6rem;
        align-items: center;
        font-size: 1.25rem;
        overflow-wrap: anywhere;
      }
      h3 svg {
        color: var(--accent);
      }
      .price {
        display: grid;
        justify-items: end;
        margin-inline-start: auto;
        text-align: end;
        line-height: 1.25;
      }
      .year {
        font: 700 clamp(1.6rem, 1.2rem + 2vw, 2.4rem) / 1.1 var(--serif);
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .year small {
        font: 500 1rem var(--sans);
      }
      .monthly {
        margin-top: -0.5rem;
        font-size: 0.9rem;
      }
      .month {
        font-variant-numeric: tabular-nums;
      }
      [aria-busy="true"] .year {
        opacity: 0.55;
      }
      .changed {
        padding: 0.5rem 0.9rem;
        border-radius: var(--radius-small);
        background: var(--accent-soft);
        font-size: 0.95rem;
      }
      .changed.less {
        background: var(--good-soft);
      }
      .changed.more {
        background: var(--notice-soft);
      }
      .changed .link {
        display: inline-flex;
        gap: 0.3rem;
        align-items: center;
      }
      [role="status"],
      [role="alert"] {
        display: contents;
      }
      .problem {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 1rem;
        align-items: center;
        padding: 0.7rem 0.9rem;
        border: 1px solid var(--danger-line);
        border-radius: var(--radius-small);
        background: var(--danger-soft);
        color: var(--danger);
      }
      .problem p {
        flex: 1 1 14rem;
      }
      details {
        border-top: 1px solid var(--line);
      }
      summary {
        display: flex;
        gap: 0.6rem;
        align-items: center;
        min-height: 3rem;
        font-weight: 600;
        cursor: pointer;
        list-style: none;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary::after {
        content: "";
        flex: none;
        width: 0.55rem;
        height: 0.55rem;
        margin-inline: auto 0.4rem;
        border: solid var(--ink-soft);
        border-width: 0 2px 2px 0;
        rotate: 45deg;
        transition: rotate 0.15s;
      }
      details[open] > summary::after {
        rotate: 225deg;
      }
      summary small {
        padding: 0.05rem 0.6rem;
        border-radius: 999px;
        background: var(--notice-soft);
        font-weight: 500;
        font-size: 0.85rem;
        white-space: nowrap;
      }
      summary small.good {
        background: var(--good-soft);
      }
      .inside {
        padding-bottom: 1rem;
      }
      footer {
        display: flex;
        flex-wrap: wrap;
        gap: 0.6rem;
        align-items: center;
        padding-top: 1rem;
        border-top: 1px solid var(--line);
      }
      footer p {
        flex: 1 1 16rem;
        font-size: 0.875rem;
      }
      .ghost {
        height: 18rem;
        border-radius: var(--radius);
        background: var(--surface-raised);
      }
      @media (max-width: 40rem) {
        .head {
          gap: 0.4rem;
        }
        .top {
          flex-wrap: nowrap;
        }
        h3 {
          gap: 0.4rem;
          font-size: 1.05rem;
        }
        h3 svg {
          display: none;
        }
        .car,
        .month {
          font-size: 0.925rem;
        }
        .year {
          font-size: 1.5rem;
        }
        .year small {
          font-size: 0.875rem;
        }
        .changed {
          padding: 0.45rem 0.7rem;
          font-size: 0.875rem;
        }
      }
      .folds {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
      }
    `,
  ];

  #next = {}; // what to change once the answer to the change before it is here

  #reading = null; // the quotation that is being read again in the page's language

  willUpdate(changed) {
    if (changed.has("quoteId") && this.quoteId && this.quoteId !== this.quotation?.id) this.#load();
    else if (this.quotation && !isReadable(this.quotation)) this.#reword();
  }

  // Its figures stay as they are on the screen; one that cannot be read again keeps its words.
  async #reword() {
    const { id } = this.quotation;
    if (this.#reading === id) return;
    this.#reading = id;
    const reworded = await this.quotes.get(id).catch(() => null);
    if (!reworded || this.quotation.id !== id) return;
    this.#reading = null;
    this.quotation = reworded;
  }

  /** Try to read it again, if it could not be read. */
  again() {
    if (!this.quotation) this.#load();
  }

  async #load() {
    const known = this.quotes.known(this.quoteId);
    if (known) {
      this.#show(known);
      return;
    }
    try {
      this.problem = null;
      this.#show(await this.quotes.get(this.quoteId));
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.problem = problem;
    }
  }

  // A quotation that the conversation made in place of the one shown.
  #show(quotation) {
    const reason = this.quotes.reason(quotation.id);
    this.quotation = quotation;
    this.change = reason && changeOf(reason, quotation, { carried: true });
    this.problem = null;
    this.emit("titled", carOf(quotation.profil));
  }

  render() {
    if (!this.quotation) return this.problem ? this.#unknown() : html`<div class="ghost"></div>`;
    const quote = this.quotation;
    const assumed = quote.hypotheses.length;
    return html`<article aria-label=${t("quote.label", carOf(quote.profil))} @correct=${this.#correct}>
      <div class="head">
        ${this.#top(quote)}
        <div role="status">${this.change ? this.#changed() : nothing}</div>
        <div role="alert">${this.problem ? this.#trouble() : nothing}</div>
      </div>
      <quote-range .quotation=${quote}></quote-range>
      <quote-choices .quotation=${quote} .wanted=${this.wanted ?? {}}></quote-choices>
      <p class="monthly quiet">${this.#difference(quote)}</p>
      <div class="folds">
        ${this.#fold("facts", html`<quote-facts .quotation=${quote}></quote-facts>`, assumed ? html`<small>${t("quote.assumedCount", assumed)}</small>` : nothing)}
        ${this.#fold("detail", html`<quote-detail .quotation=${quote}></quote-detail>`)}
        ${quote.conseils.length
          ? this.#fold("advice", html`<quote-advice .quotation=${quote}></quote-advice>`, html`<small class="good">${t("quote.upTo", money(quote.conseils[0].economie))}</small>`)
          : nothing}
        ${this.#fold("covers", html`<quote-covers .quotation=${quote}></quote-covers>`)}
      </div>
      ${this.#foot(quote)}
    </article>`;
  }

  #top(quote) {
    return html`<div class="top" aria-busy=${Boolean(this.busy)}>
      <div class="car">
        <h3>${icon("car", 26)} <span>${carOf(quote.profil)}</span></h3>
        <p class="quiet">${t("quote.kind", t(`formula.${quote.formule}`))}</p>
      </div>
      <p class="price">
        <span class="year">${money(quote.prime_annuelle)} <small>${t("quote.perYear")}</small></span>
        <span class="month">${t("quote.orMonthly", money(quote.prime_mensuelle))}</span>
      </p>
    </div>`;
  }

  // Twelve months are cents away from the year: said, to the cent.
  #difference({ ecart_mensuel: cents, prime_mensuelle: monthly }) {
    if (!cents) return t("quote.sameMonthly");
    const total = money(Math.round(monthly * 1200) / 100);
    return t(cents > 0 ? "quote.moreMonthly" : "quote.lessMonthly", total, money(Math.abs(cents)));
  }

  #changed() {
    const { before, reasons, carried } = this.change;
    const difference = this.quotation.prime_annuelle - before.prime_annuelle;
    const kind = difference < 0 ? "less" : difference > 0 ? "more" : "same";
    const amount = money(Math.abs(difference));
    return html`<div class="changed ${kind}">
      <p>
        <strong>${t(`quote.${kind}`, amount)}</strong>
        ${carried ? t("quote.carried") : nothing} ${reasons.join(" · ")}.
        <button class="link" @click=${this.#undo}>
          ${icon("undo", 16)} ${t("quote.undo", money(before.prime_annuelle))}
        </button>
      </p>
    </div>`;
  }

  #trouble() {
    return html`<div class="problem">
      ${icon("alert", 22)}
      <p>${errorText(this.problem)}</p>
      ${this.unheard
        ? html`<button class="button small" @click=${() => this.#send()}>${t("retry")}</button>`
        : nothing}
    </div>`;
  }

  #unknown() {
    const gone = this.problem.status === 404;
    return html`<article>
      <div role="alert">
        <h3>${icon(gone ? "lock" : "offline", 26)} ${t(gone ? "quote.gone" : "quote.unread")}</h3>
        <p>${gone ? t("quote.goneText") : errorText(this.problem)}</p>
      </div>
      <p>
        ${gone
          ? html`<button class="button" @click=${() => this.emit("sign-in")}>${t("signIn.title")}</button>`
          : html`<button class="button" @click=${() => this.#load()}>${t("retry")}</button>`}
      </p>
    </article>`;
  }

  #fold(name, inside, mark = nothing) {
    return html`<details ?open=${!this.within && name !== "covers"}>
      <summary>${t(`quote.${name}`)} ${mark}</summary>
      <div class="inside">${inside}</div>
    </details>`;
  }

  #foot(quote) {
    return html`<footer>
      <button class="button primary" ?disabled=${this.isDrawing} @click=${this.#pdf}>
        ${icon("download")} ${t("quote.pdf")}
      </button>
      <button class="button" @click=${this.#copyLink}>${icon("link")} ${t("quote.copyLink")}</button>
      ${this.within ? html`<a class="button" href=${to("quotes", quote.id)}>${t("quote.open")}</a>` : nothing}
      <p class="quiet">${t("quote.valid", day(quote.valable_jusqu_au), quote.tarif_version)}</p>
    </footer>`;
  }

  // --- corrections

  #correct({ detail: changes }) {
    this.#next = { ...this.#next, ...changes };
    this.wanted = { ...this.wanted, ...changes };
    if (!this.busy) this.#send();
  }

  async #send() {
    this.busy = true;
    try {
      while (Object.keys(this.#next).length) {
        const changes = this.#next;
        const before = this.quotation;
        const quotation = await this.quotes.revise(before.id, changes);
        this.#next = Object.fromEntries(
          Object.entries(this.#next).filter(([slot, value]) => changes[slot] !== value),
        );
        this.wanted = this.#next;
        this.quotation = quotation;
        this.problem = null;
        this.unheard = false;
        this.change = changeOf({ before, changes }, quotation);
        this.emit("quote-revised", { from: before.id, quotation, changes });
        this.emit("titled", carOf(quotation.profil));
      }
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.problem = problem;
      this.unheard = problem.passing || problem.status === 401;
      if (!this.unheard) this.#next = {}; // two facts that contradict each other: said, and dropped
    } finally {
      this.busy = false;
      this.wanted = {};
    }
  }

  #undo() {
    const from = this.quotation.id;
    const { before, changes } = this.change;
    this.quotation = before;
    this.change = null;
    this.quotes.add(before, { instead: from });
    this.emit("quote-revised", { from, quotation: before, undone: changes });
    toast(t("quote.undone", money(before.prime_annuelle)));
  }

  async #pdf() {
    this.isDrawing = true;
    try {
      const { id } = this.quotation;
      save(await this.quotes.pdf(id), t("quote.fileName", id.slice(0, 8)));
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      toast(errorText(problem));
    } finally {
      this.isDrawing = false;
    }
  }

  async #copyLink() {
    const link = new URL(`/app/${to("quotes", this.quotation.id)}`, location.href).href;
    try {
      await navigator.clipboard.writeText(link);
      toast(t("quote.copied"));
    } catch {
      location.hash = to("quotes", this.quotation.id); // the address bar shows it
      toast(t("quote.linkShown"));
    }
  }
}

const changeOf = ({ before, changes }, after, more) => ({
  before,
  changes,
  reasons: reasonsFor(changes, before, after),
  ...more,
});

// "Bonus-malus : 0,68 au lieu de 0,76 (supposé)"
function reasonsFor(changes, before, after) {
  return Object.keys(changes)
    .filter((slot) => slot !== "make")
    .map((slot) => {
      const old = wordsIn(slot, before);
      const now = wordsIn(slot, after);
      return old ? t("quote.reason", t(`fact.${slot}`), now, old) : `${t(`fact.${slot}`)} : ${now}`;
    });
}

function wordsIn(slot, { profil, hypotheses, formule, franchise, garanties }) {
  if (slot === "formula") return inSentence(t(`formula.${formule}`));
  if (slot === "deductible") return money(franchise);
  if (slot === "guarantees") {
    return garanties.map((each) => (language.current === "fr" ? each.libelle : each.label)).slice(4).join(", ") || t("fact.none");
  }
  if (slot === "city" || slot === "postcode") {
    const town = hypotheses.find(({ fait }) => fait === "density")?.valeur;
    if (town) return t("fact.assumed", t("fact.medianTown", town));
    return profil.commune ? valueWords("postcode", profil.postcode, profil) : t("fact.unsaid");
  }
  if (slot === "model") return carOf(profil);
  if (profil[slot] !== undefined) return valueWords(slot, profil[slot], profil);
  const assumed = hypotheses.find(({ fait }) => fait === factOf(slot)?.assumed);
  if (!assumed) return t("fact.unsaid");
  const words = slot === "vehicle_year" ? t("fact.carAge", assumed.valeur) : valueWords(slot, assumed.valeur);
  return t("fact.assumed", words);
}

const inSentence = (words) => words[0].toLowerCase() + words.slice(1);

customElements.define("quote-card", QuoteCard);
