// <meuble-claims>: one's claims: the account's, and those made in this browser.
import { css, html, nothing, repeat } from "./vendor/lit.js";
import { errorText } from "./shared/api.js";
import { day, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { ENDED, status, statusStyle } from "./claim-status.js";
import { fields } from "./shared/fields.js";
import { drawing } from "./furniture.js";
import { to } from "./routes.js";
import { View } from "./shared/view.js";

const MOST = 100;
const MOST_KEPT = 12; // read one by one
const NAME = "SAV-MDF-[0-9]{5,}";

class MeubleClaims extends View {
  static properties = {
    /** The signed-in account, null without one, undefined until it is known. */
    account: { attribute: false },
    /** A `KeptClaims`. */
    keptClaims: { attribute: false },
    claims: { state: true },
    refusal: { state: true },
  };

  static styles = [
    View.styles,
    fields,
    statusStyle,
    css`
      ul {
        display: grid;
        gap: 0.7rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li a {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: 0.2rem 1rem;
        align-items: center;
        padding: 0.9rem 1rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        color: inherit;
        text-decoration: none;
      }
      li a:hover {
        border-color: var(--accent);
      }
      li a > svg:last-child {
        color: var(--ink-soft);
      }
      .picture {
        display: grid;
        place-items: center;
        width: 4rem;
        height: 3.5rem;
        border-radius: var(--radius-small);
        background: var(--surface-raised);
        color: var(--warm);
      }
      .picture svg {
        width: 3rem;
      }
      .what {
        display: grid;
        gap: 0.25rem;
      }
      .what strong {
        font: 600 1.05rem/1.3 var(--serif);
      }
      .facts {
        display: flex;
        flex-wrap: wrap;
        gap: 0.3rem 0.8rem;
        align-items: center;
        font-size: 0.9rem;
      }
      .words {
        overflow: hidden;
        color: var(--ink-soft);
        font-size: 0.95rem;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .code {
        font-family: var(--mono);
        font-size: 0.9em;
      }
      .ghost {
        height: 5.5rem;
      }
      details summary {
        font-weight: 600;
        cursor: pointer;
      }
      form {
        display: grid;
        gap: 0.9rem;
        margin-top: 0.9rem;
      }
      @media (min-width: 40rem) {
        form {
          grid-template-columns: 1fr 1.6fr auto;
          align-items: end;
        }
        form [role="alert"] {
          grid-column: 1 / -1;
        }
      }
      @media (max-width: 26rem) {
        .picture {
          display: none;
        }
        li a {
          grid-template-columns: minmax(0, 1fr) auto;
        }
      }
    `,
  ];

  #mine;

  constructor() {
    super();
    this.claims = null;
    this.refusal = null;
  }

  /** Look again at what there is. */
  refresh() {
    return this.#load();
  }

  updated(changed) {
    if (this.account === undefined || !changed.has("account")) return;
    const mine = this.account?.id ?? null;
    if (mine === this.#mine) return;
    if (this.#mine) this.claims = null; // somebody else's
    this.#mine = mine;
    this.#load();
  }

  render() {
    return html`<div class="column">
      <h2 tabindex="-1">${t("claims.title")}</h2>
      ${this.trouble(() => this.#load())}
      ${this.claims ? this.#claims() : this.problem ? nothing : this.#ghosts()} ${this.#finder()}
    </div>`;
  }

  #ghosts() {
    return html`<div aria-hidden="true">
      <ul>
        ${Array.from({ length: 3 }, () => html`<li class="ghost"></li>`)}
      </ul>
    </div>`;
  }

  #claims() {
    if (!this.claims.length) return this.problem ? nothing : this.#none();
    const open = this.claims.filter((claim) => !ENDED.includes(claim.status));
    const ended = this.claims.filter((claim) => ENDED.includes(claim.status));
    return [
      open.length ? this.#list(open) : html`<p class="quiet">${t("claims.noneOpen")}</p>`,
      ended.length ? html`<h3>${t("claims.ended")}</h3> ${this.#list(ended)}` : nothing,
      this.account ? nothing : html`<p class="quiet">${t("claims.keptHere")}</p>`,
    ];
  }

  #list(claims) {
    return html`<ul role="list">
      ${repeat(
        claims,
        ({ ticket_id: id }) => id,
        (claim) => html`<li>${this.#claim(claim)}</li>`,
      )}
    </ul>`;
  }

  #claim(claim) {
    const { ticket_id: id, product_name: name, created_at: at, danger } = claim;
    return html`<a href=${to("claims", id)}>
      <span class="picture">${drawing({ name: name ?? "" })}</span>
      <span class="what">
        <strong>${name ?? t("claims.unnamed")}</strong>
        <span class="words">${claim.problem_description ?? ""}</span>
        <span class="facts">
          ${status(claim.status)} ${danger ? html`<span>${t("claims.danger")}</span>` : nothing}
          <span class="quiet"><span class="code">${id}</span> · ${day(at.slice(0, 10))}</span>
        </span>
      </span>
      ${icon("next")}
    </a>`;
  }

  #none() {
    return html`<div class="empty panel">
      ${icon("folder", 44)}
      <p>${t(this.account ? "claims.none" : "claims.noneHere")}</p>
      <div class="actions">
        <button class="button primary" @click=${() => this.emit("suggest", t("welcome.start.problem"))}>
          ${t("claims.begin")}
        </button>
        ${this.account
          ? nothing
          : html`<button class="button" @click=${() => this.emit("sign-in")}>
              ${t("account.signIn")}
            </button>`}
      </div>
    </div>`;
  }

  #finder() {
    return html`<details class="panel">
      <summary>${t("claims.find")}</summary>
      <form @submit=${this.#find}>
        <label>
          ${t("claim.number")}
          <input name="id" required placeholder="SAV-MDF-00042" pattern=${NAME} autocapitalize="characters" spellcheck="false" autocomplete="off" />
        </label>
        <label>
          ${t("claim.token")}
          <input name="token" required maxlength="80" spellcheck="false" autocapitalize="none" autocomplete="off" />
        </label>
        <button class="button primary">${t("claims.open")}</button>
        <div role="alert">
          ${this.refusal ? html`<p class="refusal">${this.refusal}</p>` : nothing}
        </div>
      </form>
    </details>`;
  }

  async #find(event) {
    event.preventDefault();
    const given = new FormData(event.target);
    const [id, token] = [given.get("id").trim(), given.get("token").trim()];
    this.refusal = null;
    try {
      const path = `/api/sav/ticket/${encodeURIComponent(id)}`;
      const { ticket } = await this.api.get(path, { "X-Ticket-Token": token });
      this.keptClaims.add(ticket.ticket_id, token);
      location.hash = to("claims", ticket.ticket_id);
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      this.refusal = problem.status === 404 ? t("claims.notFound") : errorText(problem);
    }
  }

  async #load() {
    const mine = this.#mine;
    const claims = await this.during(async () => [...(await this.#accounts()), ...(await this.#kept())]);
    if (!claims || mine !== this.#mine) return;
    const byId = new Map(claims.map((claim) => [claim.ticket_id, claim]));
    this.claims = [...byId.values()].sort((a, b) => b.created_at.localeCompare(a.created_at));
  }

  async #accounts() {
    if (!this.account) return [];
    return (await this.api.get(`/api/tickets/?limit=${MOST}`)).tickets;
  }

  // A claim that the shop no longer shows with this code is not one to list.
  async #kept() {
    const read = (id) =>
      this.api
        .get(`/api/sav/ticket/${id}`, this.keptClaims.opening(id))
        .then(({ ticket }) => ticket)
        .catch((problem) => {
          if (problem.status !== 404) throw problem;
          return null;
        });
    return (await Promise.all(this.keptClaims.ids.slice(0, MOST_KEPT).map(read))).filter(Boolean);
  }
}

customElements.define("meuble-claims", MeubleClaims);
