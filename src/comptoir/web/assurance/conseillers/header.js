// <advisers-header>: whose pages these are, the way to the customers', signing out.
import { css, nothing } from "../vendor/lit.js";
import { t } from "../shared/i18n.js";
import { PageHeader } from "../shared/page-header.js";
import { to } from "./routes.js";

class AdvisersHeader extends PageHeader {
  static properties = {
    /** Who is signed in, or null. */
    person: { attribute: false },
  };

  static styles = [
    PageHeader.styles,
    css`
      .logo {
        background: var(--ink);
        color: var(--surface);
      }
      @media (min-width: 52.01rem) {
        .tool {
          padding-inline: 1.1rem;
        }
      }
    `,
  ];

  render() {
    const out = t("space.signOut");
    return this.header(
      "shield",
      to("desk"),
      [
        this.way("back", "../#/", t("advisers.toCustomers")),
        this.person ? this.tool("person", "sign-out", out, this.person.email ?? out) : nothing,
      ],
      t("advisers.lead"),
    );
  }
}

customElements.define("advisers-header", AdvisersHeader);
