// <meuble-evidence>: what a claim still needs to be shown, sent from here, and what was sent.
import { css, html, nothing } from "./vendor/lit.js";
import { Element } from "./shared/element.js";
import { moment, named, t } from "./shared/i18n.js";
import { icon } from "./shared/icons.js";
import { toast } from "./shared/toasts.js";
import { ACCEPTED, MOST, Photos } from "./photos.js";
import { advice } from "./tray.js";

class MeubleEvidence extends Element {
  static properties = {
    api: { attribute: false },
    claim: { attribute: false },
    /** The headers that open the claim. */
    opening: { attribute: false },
  };

  static styles = [
    Element.styles,
    css`
      :host {
        display: grid;
        gap: 0.9rem;
        grid-template-columns: minmax(0, 1fr);
        padding: 1.1rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      h3 {
        font-size: 1.2rem;
      }
      h4 {
        margin: 0.3rem 0 0;
        font: 600 1rem/1.4 var(--sans);
      }
      ul {
        display: grid;
        gap: 0.7rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .missing li {
        display: grid;
        gap: 0.6rem;
        padding: 0.9rem;
        border: 1.5px dashed var(--line-strong);
        border-radius: var(--radius-small);
      }
      .missing li.over {
        border-color: var(--accent);
        background: var(--accent-soft);
      }
      .missing p:first-child {
        display: flex;
        gap: 0.6rem;
        justify-content: space-between;
      }
      .count {
        color: var(--ink-soft);
        white-space: nowrap;
        font-variant-numeric: tabular-nums;
      }
      .sent {
        grid-template-columns: repeat(auto-fill, minmax(min(15rem, 100%), 1fr));
      }
      .sent li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 0.7rem;
        align-items: start;
        font-size: 0.875rem;
        line-height: 1.4;
      }
      .picture {
        display: grid;
        place-items: center;
        width: 4.5rem;
        height: 4.5rem;
        overflow: hidden;
        border-radius: var(--radius-small);
        background: var(--surface-raised);
        color: var(--ink-soft);
      }
      img {
        width: 100%;
        height: 100%;
        object-fit: cover;
      }
      .quality {
        display: flex;
        gap: 0.3rem;
        align-items: center;
        font-weight: 600;
      }
      .good {
        color: var(--accent);
      }
      .poor {
        color: var(--warm);
      }
      .complete {
        display: flex;
        gap: 0.6rem;
        align-items: center;
        color: var(--accent);
        font-weight: 600;
      }
    `,
  ];

  #trays = new Map();

  render() {
    const { missing_evidence: missing = [], evidence = [] } = this.claim;
    return html`<h3>${t(missing.length ? "evidence.missing" : "evidence.title")}</h3>
      ${missing.length
        ? html`<p class="quiet">${t("evidence.why")}</p>
            <ul class="missing" role="list">
              ${missing.map((each, i) => this.#missing(each, i))}
            </ul>`
        : html`<p class="complete">${icon("check")} ${t("evidence.complete")}</p>
            ${this.#sender("photo", "other", ACCEPTED.any, "evidence.addMore")}`}
      ${evidence.length
        ? html`<h4>${t("evidence.sent")}</h4>
            <ul class="sent" role="list">
              ${evidence.map((each, i) => this.#sent(each, i))}
            </ul>`
        : nothing}`;
  }

  #missing({ type, minimum_count: minimum, provided, description }, i) {
    const accept = type === "video" ? ACCEPTED.video : type === "photo" ? ACCEPTED.photo : ACCEPTED.any;
    return html`<li
      @dragover=${this.#over}
      @dragleave=${({ currentTarget }) => currentTarget.classList.remove("over")}
      @drop=${(event) => this.#dropped(event, type, `${type}${i}`)}
    >
      <p>
        <strong>${description}</strong>
        <span class="count">${t("evidence.count", provided, minimum)}</span>
      </p>
      ${this.#sender(type, `${type}${i}`, accept, `evidence.add.${type}`)}
    </li>`;
  }

  #sender(type, key, accept, label) {
    const photos = this.#tray(type, key);
    return html`<meuble-tray .photos=${photos}></meuble-tray>
      <div>
        <button class="button small" @click=${({ currentTarget }) => currentTarget.nextElementSibling.click()}>
          ${icon(type === "video" ? "film" : "camera", 18)} ${t(label)}
        </button>
        <input
          type="file"
          hidden
          multiple
          accept=${accept}
          @change=${({ target }) => {
            this.#send(photos, [...target.files]);
            target.value = "";
          }}
        />
      </div>`;
  }

  #tray(type, key) {
    if (!this.#trays.has(key)) {
      const photos = new Photos(this.api, { then: (photo) => this.#attach(type, photo, photos) });
      this.#trays.set(key, photos);
    }
    return this.#trays.get(key);
  }

  #send(photos, files) {
    if (photos.add(files)) toast(t("photos.tooMany", MOST));
  }

  // Films sent where photos were asked for are films all the same.
  async #attach(asked, { id, url, size, kind, analysis }, photos) {
    const type = asked === "photo" && kind === "video" ? "video" : asked;
    const body = {
      ticket_id: this.claim.ticket_id,
      evidence_type: type,
      evidence_url: url,
      file_size_bytes: size,
    };
    const headers = { ...this.opening, "Idempotency-Key": `evidence-${id}` };
    const answer = await this.api.post("/api/sav/add-evidence", body, headers);
    const { quality } = answer.evidence_analysis ?? analysis ?? {};
    const isLast = photos.list.every((each) => each.id === id || each.status === "refused");
    if (quality === "poor") toast(t("evidence.thanksPoor"));
    else if (isLast) toast(t("evidence.thanks"));
    setTimeout(() => photos.remove(id)); // it is among what was sent from now on
    this.emit("changed");
  }

  #sent({ evidence_type: type, url, quality, issues, recommendations, added_at: at, verified }, i) {
    const shown = type === "photo" && verified && url;
    return html`<li>
      <a class="picture" href=${url ?? ""} target="_blank" rel="noreferrer" aria-label=${t("recap.photo", i + 1)}>
        ${shown
          ? html`<img src=${url} alt="" loading="lazy" />`
          : icon(type === "video" ? "film" : type === "photo" ? "photo" : "file", 26)}
      </a>
      <div>
        <p>${named("evidenceType", type)} · ${moment(at)}</p>
        ${advice({ quality, issues, recommendations })}
      </div>
    </li>`;
  }

  #over = (event) => {
    event.preventDefault();
    event.currentTarget.classList.add("over");
  };

  #dropped(event, type, key) {
    event.preventDefault();
    event.currentTarget.classList.remove("over");
    const files = [...event.dataTransfer.files];
    if (files.length) this.#send(this.#tray(type, key), files);
  }
}

customElements.define("meuble-evidence", MeubleEvidence);
