// A button that copies what an element of the same component shows.
import { html } from "../vendor/lit.js";
import { t } from "./i18n.js";
import { icon } from "./icons.js";
import { toast } from "./toasts.js";

/** A button that copies the text of the element `id` of `component`. */
export function copyButton(component, id, label = t("copy")) {
  return html`<button class="button small" @click=${() => copy(component.renderRoot.getElementById(id))}>
    ${icon("copy", 18)} ${label}
  </button>`;
}

// Browsers keep the clipboard from pages on plain HTTP: there, select the text.
async function copy(source) {
  try {
    await navigator.clipboard.writeText(source.textContent.trim());
    toast(t("copied"));
  } catch {
    getSelection().selectAllChildren(source);
    toast(t("copyByHand"));
  }
}
