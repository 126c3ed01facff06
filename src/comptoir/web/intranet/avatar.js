// <person-avatar>: somebody's first letters on a colour of their own, with a dot while they are here.
import { css, html, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";

const HUES = 8;

class PersonAvatar extends Element {
  static properties = {
    name: {},
    /** "online", "offline", or nothing to show neither. */
    status: { reflect: true },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        position: relative;
        display: inline-block;
        flex: none;
        width: var(--avatar, 2.4rem);
        height: var(--avatar, 2.4rem);
      }
      span {
        display: grid;
        place-items: center;
        width: 100%;
        height: 100%;
        border-radius: 32%;
        background: oklch(0.87 0.06 var(--hue));
        color: oklch(0.33 0.09 var(--hue));
        font-size: calc(var(--avatar, 2.4rem) * 0.4);
        font-weight: 650;
        text-transform: uppercase;
        user-select: none;
      }
      i {
        position: absolute;
        right: -3px;
        bottom: -3px;
        width: 0.8rem;
        height: 0.8rem;
        border: 2px solid var(--around, var(--surface));
        border-radius: 50%;
        background: var(--around, var(--surface));
        box-shadow: inset 0 0 0 2px var(--line-strong);
      }
      .online {
        background: var(--online);
        box-shadow: none;
      }
      .hue-0 { --hue: 210; }
      .hue-1 { --hue: 262; }
      .hue-2 { --hue: 330; }
      .hue-3 { --hue: 15; }
      .hue-4 { --hue: 42; }
      .hue-5 { --hue: 95; }
      .hue-6 { --hue: 158; }
      .hue-7 { --hue: 188; }
      @media (prefers-color-scheme: dark) {
        span {
          background: oklch(0.38 0.07 var(--hue));
          color: oklch(0.92 0.05 var(--hue));
        }
      }
    `,
  ];

  render() {
    return html`<span class="hue-${hueOf(this.name ?? "?")}" aria-hidden="true">${letters(this.name ?? "?")}</span>
      ${this.status ? html`<i class=${this.status}></i>` : nothing}`;
  }
}

function hueOf(name) {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + character.codePointAt(0)) % 9_973;
  return sum % HUES;
}

function letters(name) {
  const [first = "?", second] = name.split(/[\s._-]+/).filter(Boolean);
  return [...first][0] + (second ? [...second][0] : "");
}

customElements.define("person-avatar", PersonAvatar);
