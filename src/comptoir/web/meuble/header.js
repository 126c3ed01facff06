// <meuble-header>: the shop's name, the language, the account, a new conversation.
import { nothing } from "./vendor/lit.js";
import { t } from "./shared/i18n.js";
import { PageHeader } from "./shared/page-header.js";
import { to } from "./routes.js";

const STAFF = ["sav", "admin"];

class MeubleHeader extends PageHeader {
  static properties = {
    /** The signed-in account, null without one, undefined until it is known. */
    account: { attribute: false },
    /** The place where one is, as `routes.js` names it. */
    here: {},
  };

  render() {
    const { account } = this;
    return this.header("armchair", to("talk"), [
      this.here === "talk" ? this.tool("restart", "restart", t("restart.button")) : nothing,
      STAFF.includes(account?.role) ? this.way("list", "staff/", t("account.desk")) : nothing,
      account === null ? this.tool("person", "sign-in", t("account.signIn")) : this.#known(account ?? {}),
    ]);
  }

  #known({ full_name: fullName, username }) {
    const who = fullName || username;
    const label = t("profile.title");
    const title = who ? `${label} (${who})` : label;
    return this.way("person", to("account"), label, { title, isHere: this.here === "account" });
  }
}

customElements.define("meuble-header", MeubleHeader);
