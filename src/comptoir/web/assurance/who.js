// Who is signed in on this browser, for the customers' pages and the advisers': the token, and what
// the answer that gave it said.
import { keep, kept, whenKeptElsewhere } from "./shared/kept.js";
import { Tokens } from "./shared/tokens.js";

const KEY = "comptoir.assurance.who";

export class Who extends EventTarget {
  tokens = new Tokens("assurance");

  constructor() {
    super();
    const tell = () => this.dispatchEvent(new Event("change"));
    this.tokens.addEventListener("change", tell);
    whenKeptElsewhere(KEY, tell);
  }

  /** `{email, role, id}` of the signed-in person, or null. */
  get person() {
    return this.tokens.access ? { ...kept(KEY), id: subjectOf(this.tokens.access) } : null;
  }

  /** The address that signed in here last, to be asked for no more than its code. */
  get lastEmail() {
    return kept(KEY)?.email ?? "";
  }

  /** Keep a sign-in, `{token, expires_in, role, email}`. */
  signIn({ token, expires_in: lifetimeS, role, email }) {
    keep(KEY, { email, role });
    this.tokens.set({ access_token: token, expires_in: lifetimeS });
  }

  signOut() {
    keep(KEY, null);
    this.tokens.clear();
  }
}

// The account that a token is of; the service alone says whether it holds.
function subjectOf(token) {
  try {
    return JSON.parse(atob(token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/"))).sub;
  } catch {
    return null;
  }
}
