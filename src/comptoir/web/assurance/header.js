// <assurance-header>: the insurer's name, the language, one's space, a new conversation.
import { nothing } from "./vendor/lit.js";
import { t } from "./shared/i18n.js";
import { PageHeader } from "./shared/page-header.js";
import { to } from "./routes.js";

class AssuranceHeader extends PageHeader {
  static properties = {
    /** `{email, role}` of whoever is signed in, or null. */
    person: { attribute: false },
    /** The place where one is, as `routes.js` names it. */
    here: {},
    /** Whether there is a conversation to begin again. */
    talked: { type: Boolean },
  };

  render() {
    return this.header("shield", to("talk"), [
      this.here === "talk" && this.talked ? this.tool("restart", "restart", t("restart.button")) : nothing,
      this.person?.role === "conseiller" ? this.way("list", "conseillers/", t("app.desk")) : nothing,
      this.person ? nothing : this.tool("person", "sign-in", t("signIn.title")),
    ]);
  }
}

customElements.define("assurance-header", AssuranceHeader);
