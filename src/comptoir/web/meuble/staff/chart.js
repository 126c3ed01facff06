// Charts as plain SVG: bars with their values written beside them, one sentence for who cannot see
// them, and the same figures as a table behind.
import { css, html, svg } from "../vendor/lit.js";
import { t } from "../shared/i18n.js";

const NARROW = matchMedia("(max-width: 40rem)");

/** How wide charts are drawn: near what they measure on screen, so that their words stay readable. */
const drawnWidth = () => (NARROW.matches ? 320 : 640);

/**
 * Columns over time. `points` are `{label, value}`, the oldest first; as many labels are written as
 * there is room for.
 */
export function columns({ title, summary, points, head }) {
  const [width, height, foot] = [drawnWidth(), 220, 26];
  const most = Math.max(1, ...points.map(({ value }) => value));
  const step = width / points.length;
  const every = Math.ceil(points.length / (width / 80));
  const bars = points.map(({ label, value }, i) => {
    const tall = (value / most) * (height - foot - 24);
    const [x, y] = [i * step + step * 0.14, height - foot - tall];
    return svg`<g>
      <title>${label} : ${value}</title>
      <rect class="bar" x=${x} y=${y} width=${step * 0.72} height=${Math.max(tall, value ? 2 : 0)} rx="3"></rect>
      ${value && step >= 24 ? svg`<text x=${x + step * 0.36} y=${y - 6} text-anchor="middle">${value}</text>` : null}
      ${i % every === 0 ? svg`<text class="label" x=${x + step * 0.36} y=${height - 6} text-anchor="middle">${label}</text>` : null}
    </g>`;
  });
  const base = height - foot + 0.5;
  return figure(title, summary, head, points, html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${summary}>
    ${bars}
    ${svg`<line class="axis" x1="0" x2=${width} y1=${base} y2=${base}></line>`}
  </svg>`);
}

/** Bars, one a line, the label above its bar. `points` are `{label, value}`. */
export function bars({ title, summary, points, head }) {
  const [width, row] = [drawnWidth(), 44];
  const most = Math.max(1, ...points.map(({ value }) => value));
  const lines = points.map(
    ({ label, value }, i) => svg`<g>
      <text class="name" x="0" y=${i * row + 16}>${label}</text>
      <text class="value" x=${width} y=${i * row + 16} text-anchor="end">${value}</text>
      <rect class="track" x="0" y=${i * row + 23} width=${width} height="10" rx="5"></rect>
      <rect class="bar" x="0" y=${i * row + 23} width=${(value / most) * width} height="10" rx="5"></rect>
    </g>`,
  );
  const tall = Math.max(points.length, 1) * row;
  return figure(title, summary, head, points, html`<svg viewBox="0 0 ${width} ${tall}" role="img" aria-label=${summary}>${lines}</svg>`);
}

/** What was kept of what was promised. `points` are `{label, kept, missed}`. */
export function shares({ title, summary, points, head }) {
  const [width, row] = [drawnWidth(), 60];
  const lines = points.map(({ label, kept, missed }, i) => {
    const all = kept + missed;
    const share = all ? (kept / all) * width : 0;
    const words = all ? t("figures.share", Math.round((kept / all) * 100), kept, all) : t("figures.noneYet");
    return svg`<g>
      <text class="name" x="0" y=${i * row + 18}>${label}</text>
      <text class="value" x=${width} y=${i * row + 18} text-anchor="end">${words}</text>
      <rect class=${all ? "missed" : "track"} x="0" y=${i * row + 26} width=${width} height="16" rx="5"></rect>
      <rect class="bar" x="0" y=${i * row + 26} width=${share} height="16" rx="5"></rect>
    </g>`;
  });
  const rows = points.map(({ label, kept, missed }) => ({ label, value: kept, more: missed }));
  return figure(title, summary, head, rows, html`<svg viewBox="0 0 ${width} ${points.length * row}" role="img" aria-label=${summary}>${lines}</svg>`);
}

const figure = (title, summary, head, points, drawing) =>
  html`<figure class="panel">
    <figcaption>
      <h3>${title}</h3>
      <p class="quiet">${summary}</p>
    </figcaption>
    ${points.length ? [drawing, table(head, points)] : null}
  </figure>`;

const table = (head, points) =>
  html`<details>
    <summary>${t("figures.table")}</summary>
    <table>
      <thead>
        <tr>
          ${head.map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${points.map(
          ({ label, value, more }) => html`<tr>
            <th scope="row">${label}</th>
            <td>${value}</td>
            ${more === undefined ? null : html`<td>${more}</td>`}
          </tr>`,
        )}
      </tbody>
    </table>
  </details>`;

export const chartStyle = css`
  figure {
    margin: 0;
  }
  figcaption {
    display: grid;
    gap: 0.2rem;
  }
  figure svg {
    width: 100%;
    height: auto;
    overflow: visible;
  }
  figure text {
    fill: var(--ink);
    font: 15px var(--sans);
    font-variant-numeric: tabular-nums;
  }
  figure text.label {
    fill: var(--ink-soft);
    font-size: 14px;
  }
  figure text.value {
    font-weight: 600;
  }
  .bar {
    fill: var(--accent);
  }
  .track {
    fill: var(--surface-raised);
  }
  .missed {
    fill: var(--danger-line);
  }
  .axis {
    stroke: var(--line-strong);
  }
  summary {
    cursor: pointer;
    color: var(--ink-soft);
  }
  table {
    width: 100%;
    margin-top: 0.6rem;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 0.3rem 0.5rem;
    border-bottom: 1px solid var(--line);
    font-weight: 400;
    text-align: start;
  }
  thead th {
    font-weight: 600;
  }
  td {
    text-align: end;
  }
  thead th:not(:first-child) {
    text-align: end;
  }
`;
