// Whose a conversation is.
import { t } from "../shared/i18n.js";

/** Who has a hand-over, `{id, name}`, or null; what has no name is a program. */
export function takerOf({ taken_by: id, taken_by_name: name }) {
  return id ? { id, name: name ?? t("desk.program") } : null;
}
