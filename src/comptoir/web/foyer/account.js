// <foyer-account>: who one is, where one is signed in, taking everything away, leaving.
import { css, html, nothing } from "./vendor/lit.js";
import { moment, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { toast } from "./shared/toasts.js";
import { View } from "./shared/view.js";
import "./confirm.js";
import { save } from "./saving.js";

class FoyerAccount extends View {
  static properties = {
    account: { attribute: false },
    sessions: { state: true },
    leaving: { state: true },
  };

  static styles = [
    View.styles,
    css`
      .column {
        max-width: 46rem;
      }
      dl {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0.4rem 1.2rem;
        margin: 0;
      }
      dt {
        color: var(--ink-soft);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
      ul {
        display: grid;
        gap: 0.5rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 1rem;
        align-items: center;
        padding: 0.7rem 0.9rem;
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
      }
      li div {
        flex: 1 1 14rem;
        min-width: 0;
      }
      small {
        display: block;
        overflow-wrap: anywhere;
      }
      .ghost {
        height: 4rem;
      }
    `,
  ];

  firstUpdated() {
    this.#read();
  }

  async #read() {
    const answer = await this.during(() => this.api.get("/api/sessions"));
    this.sessions = answer?.sessions ?? this.sessions;
  }

  render() {
    const { account } = this;
    return html`<div class="column">
      <h2 tabindex="-1">${t("account.title")}</h2>
      ${this.trouble(() => this.#read())}
      <section class="panel">
        <dl>
          <dt>${t("signIn.email")}</dt>
          <dd>${account.email}</dd>
          <dt>${t("signIn.trigramme")}</dt>
          <dd><b>${account.trigramme}</b></dd>
          <dt>${t("account.since")}</dt>
          <dd>${moment(account.created_at)}</dd>
        </dl>
        <div class="actions">
          <button class="button" @click=${() => this.emit("sign-out")}>${t("account.signOut")}</button>
        </div>
      </section>
      <section class="panel">
        <h3>${t("account.sessions")}</h3>
        <p class="quiet">${t("account.sessionsText")}</p>
        ${this.sessions
          ? html`<ul>
              ${this.sessions.map((session) => this.#session(session))}
            </ul>`
          : this.problem
            ? nothing
            : html`<div class="ghost"></div>`}
      </section>
      <section class="panel">
        <h3>${t("account.export")}</h3>
        <p class="quiet">${t("account.exportText")}</p>
        <div class="actions">
          <button class="button" ?disabled=${this.loading} @click=${this.#export}>
            ${icon("download", 20)} ${t("account.exportDeed")}
          </button>
        </div>
      </section>
      <section class="panel">
        <h3>${t("account.leave")}</h3>
        <p class="quiet">${t("account.leaveText")}</p>
        <div class="actions">
          <button class="button" @click=${() => (this.leaving = "deactivate")}>${t("account.deactivate")}</button>
          <button class="button danger" @click=${() => (this.leaving = "erase")}>${t("account.erase")}</button>
        </div>
      </section>
      ${this.leaving ? this.#confirm(this.leaving) : nothing}
    </div>`;
  }

  #session({ id, current, created_at: at, metadata }) {
    const device = deviceOf(metadata.user_agent);
    return html`<li>
      <div>
        <b>${device || t("account.unknownDevice")}</b>
        ${current ? html`<span class="quiet">· ${t("account.thisOne")}</span>` : nothing}
        <small class="quiet">${t("account.signedInAt", moment(at), metadata.ip_address)}</small>
      </div>
      ${current
        ? nothing
        : html`<button
            class="button small danger"
            aria-label=${t("account.endWhich", device, moment(at))}
            ?disabled=${this.loading}
            @click=${() => this.#end(id)}
          >
            ${t("account.end")}
          </button>`}
    </li>`;
  }

  #confirm(leaving) {
    const isErasure = leaving === "erase";
    return html`<foyer-confirm
      .label=${t(`account.${leaving}`)}
      .text=${t(`account.${leaving}Text`)}
      .deed=${t(`account.${leaving}Deed`)}
      password
      .work=${async (password) => {
        if (isErasure) await this.api.delete("/api/auth/me", { password });
        else await this.api.post("/api/auth/me/deactivate", { password });
        toast(t(`account.${leaving}Done`));
        this.emit("sign-out", "gone");
      }}
      @closed=${() => (this.leaving = null)}
    ></foyer-confirm>`;
  }

  async #end(id) {
    const done = await this.during(() => this.api.delete(`/api/sessions/${id}`));
    if (!done) return;
    this.sessions = this.sessions.filter((session) => session.id !== id);
    toast(t("account.ended"));
  }

  #export() {
    return this.during(async () => {
      save(await this.api.blob("GET", "/api/auth/me/export"), `foyer-${this.account.trigramme}.zip`);
    });
  }
}

/** What a user agent says of a device, as people know it: "Firefox · Windows". */
function deviceOf(agent) {
  const first = (pairs) => pairs.find(([shape]) => shape.test(agent))?.[1];
  const browser = first([
    [/Edg\//, "Edge"],
    [/OPR\//, "Opera"],
    [/Firefox\//, "Firefox"],
    [/Chrome\//, "Chrome"],
    [/Safari\//, "Safari"],
  ]);
  const system = first([
    [/iPhone|iPad/, "iOS"],
    [/Android/, "Android"],
    [/Windows/, "Windows"],
    [/Mac OS X/, "macOS"],
    [/Linux/, "Linux"],
  ]);
  return [browser, system].filter(Boolean).join(" · ") || agent.slice(0, 60);
}

customElements.define("foyer-account", FoyerAccount);
