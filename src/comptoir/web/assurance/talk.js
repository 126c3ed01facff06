// <assurance-talk>: the conversation with the insurer, where a person is a button away.
import { css, html, nothing } from "./vendor/lit.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { Talk } from "./shared/talk.js";
import "./composer.js";
import "./log.js";

class AssuranceTalk extends Talk {
  static properties = {
    quotes: { attribute: false },
    shown: { attribute: false },
  };

  static styles = [
    Talk.styles,
    css`
      :host {
        --talk-width: 54rem;
      }
      .person {
        display: flex;
        gap: 0.35rem;
        align-items: center;
        padding: 0.15rem 0;
        font-size: 0.85rem;
        font-weight: 500;
      }
      @media (hover: none) {
        .person {
          min-height: 2rem;
          margin: 0 auto;
        }
      }
    `,
  ];

  log(talk) {
    return html`<assurance-log
      .turns=${talk.turns}
      .openTurn=${talk.open}
      .adviser=${talk.adviser}
      .quotes=${this.quotes}
      .shown=${this.shown}
      ?busy=${talk.busy}
      ?closed=${talk.closed}
      ?loading=${talk.loading}
      @say=${this.choose}
    ></assurance-log>`;
  }

  composer(talk) {
    return html`<assurance-composer
      .placeholder=${talk.adviser ? "composer.toAdviser" : "composer.placeholder"}
      @say=${({ detail: words }) => talk.say(words)}
    >
      ${talk.adviser ? nothing : this.#person()}
    </assurance-composer>`;
  }

  #person() {
    return html`<button class="link person" @click=${() => this.choose({ detail: t("talk.personWords") })}>
      ${icon("person", 16)} ${t("talk.person")}
    </button>`;
  }
}

customElements.define("assurance-talk", AssuranceTalk);
