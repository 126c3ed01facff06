// <staff-figures>: what came in, what was kept of our deadlines, what customers thought.
import { css, html, nothing } from "../vendor/lit.js";
import { day, named, t } from "../shared/i18n.js";
import { fields } from "../shared/fields.js";
import { View } from "../shared/view.js";
import { bars, chartStyle, columns, shares } from "./chart.js";
import { to } from "./routes.js";

const SPANS = [4, 12, 26, 52];

class StaffFigures extends View {
  static properties = {
    weeks: { state: true },
    figures: { state: true },
  };

  static styles = [
    View.styles,
    fields,
    chartStyle,
    css`
      .column {
        max-width: 84rem;
      }
      .heading {
        display: flex;
        flex-wrap: wrap;
        gap: 0.8rem;
        align-items: end;
        justify-content: space-between;
      }
      .now,
      .charts {
        display: grid;
        gap: 1.1rem;
        grid-template-columns: repeat(auto-fit, minmax(min(10rem, 100%), 1fr));
        align-items: start;
      }
      .charts {
        grid-template-columns: repeat(auto-fit, minmax(min(28rem, 100%), 1fr));
      }
      .now a,
      .now div {
        display: grid;
        padding: 0.9rem 1.1rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        color: inherit;
        text-decoration: none;
      }
      .now a:hover {
        border-color: var(--accent);
      }
      .now strong {
        font: 600 2rem/1.2 var(--serif);
        font-variant-numeric: tabular-nums;
      }
      .now .late strong {
        color: var(--danger);
      }
      .ghost {
        height: 16rem;
      }
    `,
  ];

  constructor() {
    super();
    this.weeks = 12;
    this.figures = null;
  }

  firstUpdated() {
    this.#load();
  }

  render() {
    return html`<div class="column">
      <div class="heading">
        <h2 tabindex="-1">${t("main.figures")}</h2>
        <label>
          ${t("figures.span")}
          <select @change=${({ target }) => this.#choose(Number(target.value))}>
            ${SPANS.map(
              (n) => html`<option value=${n} .selected=${n === this.weeks}>${t("figures.weeks", n)}</option>`,
            )}
          </select>
        </label>
      </div>
      ${this.trouble(() => this.#load())}
      ${this.figures ? this.#shown(this.figures) : this.loading ? html`<div class="ghost"></div>` : nothing}
    </div>`;
  }

  #shown({ open, overdue, ratings, by_week: weeks, by_category: categories, deadlines }) {
    const claims = weeks.reduce((sum, { count }) => sum + count, 0);
    return html`<div class="now">
        <a href=${to("queue")}><strong>${open}</strong> ${t("figures.open")}</a>
        <a class=${overdue ? "late" : ""} href=${to("queue")}>
          <strong>${overdue}</strong> ${t("figures.overdue")}
        </a>
        <div><strong>${claims}</strong> ${t("figures.came", this.weeks)}</div>
        <div>
          <strong>${ratings.average === null ? "–" : t("figures.average", ratings.average)}</strong>
          ${t("figures.ratings", ratings.count)}
        </div>
      </div>
      <div class="charts">
        ${this.#weeks(weeks, claims)} ${this.#categories(categories)} ${this.#deadlines(deadlines)}
        ${this.#ratings(ratings)}
      </div>`;
  }

  #weeks(weeks, claims) {
    const points = weeks.map(({ week, count }) => ({ label: t("figures.weekLabel", Number(week.slice(6))), value: count }));
    const most = weeks.reduce((a, b) => (b.count > a.count ? b : a), weeks[0]);
    const summary = claims
      ? t("figures.weekSummary", claims, day(most.starts_on), most.count)
      : t("figures.noneYet");
    return columns({
      title: t("figures.byWeek"),
      summary,
      points,
      head: [t("figures.week"), t("figures.claims")],
    });
  }

  #categories(categories) {
    const points = categories
      .filter(({ count }) => count)
      .map(({ category, count }) => ({ label: named("category", category), value: count }));
    const summary = points.length
      ? t("figures.categorySummary", points[0].label, points[0].value)
      : t("figures.noneYet");
    return bars({
      title: t("figures.byCategory"),
      summary,
      points,
      head: [t("recap.category"), t("figures.claims")],
    });
  }

  #deadlines(deadlines) {
    const points = ["response", "intervention"].map((which) => ({
      label: t(`clock.${which}`),
      ...deadlines[which],
    }));
    const told = points.map(({ label, kept, missed }) =>
      t("figures.deadlineSummary", label, kept, missed),
    );
    return shares({
      title: t("figures.deadlines"),
      summary: told.join(" "),
      points,
      head: [t("figures.deadline"), t("figures.kept"), t("figures.missed")],
    });
  }

  #ratings({ average, count, by_rating: given }) {
    const points = [5, 4, 3, 2, 1].map((n) => ({ label: t("rating.star", n), value: given[n] ?? 0 }));
    return bars({
      title: t("figures.rated"),
      summary: count ? t("figures.ratingSummary", average, count) : t("figures.noRating"),
      points: count ? points : [],
      head: [t("file.rating"), t("figures.claims")],
    });
  }

  #choose(weeks) {
    this.weeks = weeks;
    this.#load();
  }

  async #load() {
    const { weeks } = this;
    const found = await this.during(() => this.api.get(`/api/sav/stats?weeks=${weeks}`));
    if (found && weeks === this.weeks) this.figures = found;
  }
}

customElements.define("staff-figures", StaffFigures);
