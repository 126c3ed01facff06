// <meuble-help>: three things worth knowing, beside the conversation where there is room.
import { css, html } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";

const ENTRIES = [
  ["file", "order"],
  ["shield", "warranty"],
  ["alert", "danger"],
];

class MeubleHelp extends Element {
  static styles = [
    Element.styles,
    css`
      :host {
        display: grid;
        gap: 1.4rem;
        align-content: start;
      }
      h2 {
        font-size: 1.25rem;
      }
      section {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0.1rem 0.8rem;
      }
      svg {
        margin-top: 0.1rem;
        color: var(--warm);
      }
      h3 {
        font: 600 1rem/1.4 var(--sans);
      }
      p {
        grid-column: 2;
        font-size: 0.95rem;
      }
    `,
  ];

  render() {
    return html`<h2>${t("help.title")}</h2>
      ${ENTRIES.map(
        ([shape, name]) =>
          html`<section>
            ${icon(shape, 22)}
            <h3>${t(`help.${name}`)}</h3>
            <p class="quiet">${t(`help.${name}Text`)}</p>
          </section>`,
      )}`;
  }
}

customElements.define("meuble-help", MeubleHelp);
