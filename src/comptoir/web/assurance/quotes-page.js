// <assurance-quotes>: the quotations kept in this browser, and a way to make one.
import { html, nothing } from "./vendor/lit.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { View } from "./shared/view.js";
import "./quote-list.js";

class AssuranceQuotes extends View {
  static properties = {
    quotes: { attribute: false },
    person: { attribute: false },
  };

  #reshow = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    this.quotes.addEventListener("change", this.#reshow);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.quotes.removeEventListener("change", this.#reshow);
  }

  render() {
    const { kept } = this.quotes;
    return html`<div class="column">
      <h2 tabindex="-1">${t("main.quotes")}</h2>
      ${kept.length ? this.#list(kept) : this.#empty()}
    </div>`;
  }

  #list(kept) {
    return html`<p class="quiet">${t(this.person ? "quotes.textOwn" : "quotes.text")}</p>
      <quote-list .quotes=${kept} removable @remove-quote=${({ detail }) => this.quotes.forget(detail)}></quote-list>
      <p class="actions">
        <button class="button" @click=${() => this.emit("suggest", t("quotes.newWords"))}>${icon("plus")} ${t("quotes.new")}</button>
        ${this.person ? nothing : html`<button class="button" @click=${() => this.emit("sign-in")}>${icon("person")} ${t("quotes.signIn")}</button>`}
      </p>`;
  }

  #empty() {
    return html`<div class="empty panel">
      ${icon("car", 44)}
      <h3>${t("quotes.none")}</h3>
      <p class="quiet">${t("quotes.noneText")}</p>
      <p class="actions">
        <button class="button primary" @click=${() => this.emit("suggest", t("quotes.newWords"))}>${t("quotes.new")}</button>
      </p>
    </div>`;
  }
}

customElements.define("assurance-quotes", AssuranceQuotes);
