// <staff-evidence>: what a customer sent, large enough to judge, with what its analysis says.
import { css, html, nothing } from "../vendor/lit.js";
import { Element } from "../shared/element.js";
import { moment, named, t } from "../shared/i18n.js";
import { icon } from "../shared/icons.js";

const SHAPES = { photo: "photo", video: "film" };

class StaffEvidence extends Element {
  static properties = { claim: { attribute: false } };

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
      ul {
        display: grid;
        gap: 0.9rem;
        grid-template-columns: repeat(auto-fill, minmax(min(25rem, 100%), 1fr));
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .missing {
        display: block;
        padding-inline-start: 1.2rem;
        list-style: disc;
      }
      .piece {
        display: grid;
        grid-template-columns: 9rem minmax(0, 1fr);
        gap: 0.8rem;
        align-items: start;
        font-size: 0.9rem;
        line-height: 1.4;
      }
      .picture {
        display: grid;
        place-items: center;
        height: 9rem;
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
      .quality.good {
        color: var(--accent);
      }
      .quality.poor,
      .quality.unknown {
        color: var(--warm);
      }
      .words {
        overflow-wrap: anywhere;
      }
      @media (max-width: 30rem) {
        .piece {
          grid-template-columns: 6rem minmax(0, 1fr);
        }
        .picture {
          height: 6rem;
        }
      }
    `,
  ];

  render() {
    const { evidence = [], missing_evidence: missing = [] } = this.claim;
    return html`<h3>${t("file.evidence", evidence.length)}</h3>
      ${missing.length
        ? html`<div>
            <p class="quiet">${t("file.missing")}</p>
            <ul class="missing">
              ${missing.map(
                ({ description, provided, minimum_count: minimum }) =>
                  html`<li>${description} (${t("evidence.count", provided, minimum)})</li>`,
              )}
            </ul>
          </div>`
        : html`<p class="quality good">${icon("check", 18)} ${t("file.complete")}</p>`}
      ${evidence.length
        ? html`<ul role="list">
            ${evidence.map((piece, i) => html`<li class="piece">${this.#piece(piece, i)}</li>`)}
          </ul>`
        : html`<p class="quiet">${t("file.noEvidence")}</p>`}`;
  }

  #piece(piece, i) {
    const { evidence_type: type, url, verified } = piece;
    const isShown = type === "photo" && verified && url;
    const label = t("file.openPiece", named("evidenceType", type), i + 1);
    const shown = isShown
      ? html`<img src=${url} alt="" loading="lazy" />`
      : icon(SHAPES[type] ?? "file", 34);
    return html`${url
        ? html`<a class="picture" href=${url} target="_blank" rel="noreferrer noopener" aria-label=${label}>
            ${shown}
          </a>`
        : html`<span class="picture">${shown}</span>`}
      <div>${this.#analysis(piece)}</div>`;
  }

  #analysis({ evidence_type: type, quality, quality_score: score, verified, ...piece }) {
    const grade = verified ? quality : "unknown";
    return html`<p>
        <strong>${named("evidenceType", type)}</strong>
        <span class="quiet">· ${named("actor", piece.added_by)}, ${moment(piece.added_at)}</span>
      </p>
      <p class="quality ${grade}">
        ${icon(grade === "good" || grade === "acceptable" ? "check" : "alert", 16)}
        ${verified ? t("file.quality", t(`photos.${quality}`), score) : t("file.unverified")}
      </p>
      ${piece.description ? html`<p class="words" dir="auto">« ${piece.description} »</p>` : nothing}
      ${this.#list("file.strengths", piece.strengths)} ${this.#list("file.issues", piece.issues)}
      ${this.#list("file.advice", piece.recommendations)}`;
  }

  #list(label, words = []) {
    if (!words.length) return nothing;
    return html`<p><span class="quiet">${t(label)}</span> ${words.join(" · ")}</p>`;
  }
}

customElements.define("staff-evidence", StaffEvidence);
