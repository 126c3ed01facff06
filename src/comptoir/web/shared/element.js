// The base of every component: the shared look, and words that follow the language.
import { LitElement } from "../vendor/lit.js";
import { controls } from "./controls.js";
import { language } from "./i18n.js";

export class Element extends LitElement {
  static styles = [controls];

  #reword = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    language.addEventListener("change", this.#reword);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    language.removeEventListener("change", this.#reword);
  }

  /** Tell the ancestors, across shadow roots, that something happened here. */
  emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}
