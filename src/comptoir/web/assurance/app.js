// <assurance-app>: the page of the insurer's customers.
import { html } from "./vendor/lit.js";
import { Element } from "./shared/element.js";

class AssuranceApp extends Element {
  render() {
    return html`<main><h1>Assurance auto</h1></main>`;
  }
}

customElements.define("assurance-app", AssuranceApp);
