// <meuble-welcome>: what an empty conversation shows, and four ways to begin.
import { html } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { welcome } from "./shared/welcome.js";

const STARTS = ["problem", "order", "faq", "person"];

class MeubleWelcome extends Element {
  static styles = [Element.styles, welcome];

  render() {
    return html`<span class="face">${icon("armchair", 34)}</span>
      <h2>${t("welcome.greeting")}</h2>
      <p class="quiet">${t("welcome.text")}</p>
      <ul>
        ${STARTS.map((start) => this.#start(t(`welcome.start.${start}`)))}
      </ul>`;
  }

  #start(words) {
    return html`<li>
      <button class="button" @click=${() => this.emit("say", words)}>${words}</button>
    </li>`;
  }
}

customElements.define("meuble-welcome", MeubleWelcome);
