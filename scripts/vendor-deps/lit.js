// The part of Lit that the pages use, bundled by scripts/vendor into src/comptoir/web/vendor/lit.js.
export { LitElement, css, html, nothing, svg } from "lit";
export { ifDefined } from "lit/directives/if-defined.js";
export { live } from "lit/directives/live.js";
export { repeat } from "lit/directives/repeat.js";
