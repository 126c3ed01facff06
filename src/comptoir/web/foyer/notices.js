// What is said over the field of a chat: a message that waits or was refused, and that there is no
// model.
import { css, html, nothing } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";

const SHOWN_MESSAGES = 6; // then one knows

export const notices = css`
  .notice {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem 0.8rem;
    align-items: center;
    padding: 0.5rem 0.9rem;
    border-radius: var(--radius-small);
    background: var(--notice-soft);
    font-size: 0.95rem;
  }
  .notice p {
    flex: 1 1 14rem;
  }
  .refused {
    background: var(--danger-soft);
    color: var(--danger);
  }
`;

/** What became of the message of a conversation that is on its way. */
export function onItsWay({ outgoing, problem, isRefused }, { retry, takeBack }) {
  if (!outgoing || !problem) return nothing;
  return html`<div class="notice ${isRefused ? "refused" : ""}" role="alert">
    ${icon(isRefused ? "alert" : "clock", 20)}
    <p>${isRefused ? errorText(problem) : waiting(problem)}</p>
    ${isRefused ? html`<button class="button small" @click=${retry}>${t("retry")}</button>` : nothing}
    <button class="button small" @click=${takeBack}>
      ${t(isRefused ? "chat.change" : "chat.takeBack")}
    </button>
  </div>`;
}

function waiting({ status, code, retryAfterS }) {
  if (code === "answer_in_progress") return t("chat.waitsForOther");
  return status === 429 ? t("chat.waitsSeconds", retryAfterS ?? 60) : t("chat.waits");
}

/** That nobody but the documents answers. */
export function noModel(models, messages) {
  if (models?.configured !== false || messages.length > SHOWN_MESSAGES) return nothing;
  return html`<div class="notice">${icon("alert", 20)} <p>${t("chat.noModel")}</p></div>`;
}

/** Who types, by their trigrammes. */
export function typing({ typists, members }) {
  const names = typists.ids.map((id) => members.find(({ user_id: userId }) => userId === id)?.trigramme);
  const known = names.filter(Boolean);
  return known.length ? t("chat.typing", known) : nothing;
}
