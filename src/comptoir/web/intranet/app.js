// <intranet-app>: the page. Holds who is signed in, and shows the place one is at.
import { css, html } from "./vendor/lit.js";
import { Api } from "./shared/api.js";
import { Element } from "./shared/element.js";
import { t, teach } from "./shared/i18n.js";
import { Tokens } from "./shared/tokens.js";
import "./sign-in.js";
import { en } from "./words-en.js";
import { fr } from "./words-fr.js";

teach({ fr, en });

class IntranetApp extends Element {
  static styles = [Element.styles, css`main { height: 100dvh; }`];

  #tokens = new Tokens("intranet");
  #api = new Api(this.#tokens, { refreshAt: "/refresh" });

  constructor() {
    super();
    this.#tokens.addEventListener("change", () => this.requestUpdate());
  }

  render() {
    return html`<main aria-label=${t("app.name")}>
      ${this.#tokens.access
        ? html`<p>${t("app.lead")}</p>`
        : html`<intranet-sign-in
            .api=${this.#api}
            @signed-in=${({ detail }) => this.#tokens.set(detail)}
          ></intranet-sign-in>`}
    </main>`;
  }
}

customElements.define("intranet-app", IntranetApp);
