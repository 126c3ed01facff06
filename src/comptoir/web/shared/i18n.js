// The language of the page and the words in it. Each service teaches its own words.
import { keep, kept } from "./kept.js";
import { words } from "./words.js";

const KEY = "comptoir.language";
const dictionaries = { fr: { ...words.fr }, en: { ...words.en } };

/** Says which languages the pages speak, first the one used when nothing is known. */
export const languages = Object.keys(dictionaries);

class Language extends EventTarget {
  #current = kept(KEY) ?? languages.find((code) => navigator.language.startsWith(code)) ?? "fr";

  get current() {
    return this.#current;
  }

  /** Speak `code` from now on, here and at the next visit. */
  set current(code) {
    this.#current = code;
    keep(KEY, code);
    document.documentElement.lang = code;
    this.dispatchEvent(new Event("change"));
  }
}

export const language = new Language();
document.documentElement.lang = language.current;

/** Add a service's words, `{fr: {key: text or function}, en: …}`. */
export function teach(more) {
  for (const code of languages) Object.assign(dictionaries[code], more[code]);
}

/** The words for `key` in the page's language; `values` go to the words that are functions. */
export function t(key, ...values) {
  const entry = dictionaries[language.current][key] ?? key;
  const text = typeof entry === "function" ? entry(...values) : entry;
  return language.current === "fr" ? spaced(text) : text;
}

/** The words for a value of a closed list (`status.nouveau`), or the value itself if it is new. */
export function named(list, value) {
  const key = `${list}.${value}`;
  return key in dictionaries[language.current] ? t(key) : value;
}

// In French a line never breaks before high punctuation, nor inside guillemets.
const spaced = (text) => text.replace(/ ([:;!?»])/g, "\u00a0$1").replace(/« /g, "«\u00a0");

/** A moment as the reader's clock shows it, for example "3 février 2026 à 11:00". */
export function moment(iso) {
  return format(new Date(iso), { dateStyle: "long", timeStyle: "short" });
}

/** A time of day, with the seconds if asked. */
export function timeOfDay(date, { seconds = false } = {}) {
  return format(new Date(date), { timeStyle: seconds ? "medium" : "short" });
}

/** A moment in what was said: of today, the time of day is enough. */
export function when(iso) {
  const isToday = new Date(iso).toDateString() === new Date().toDateString();
  return isToday ? timeOfDay(iso) : moment(iso);
}

/** A calendar day `YYYY-MM-DD`, which has no time zone. */
export function day(date) {
  const [year, month, dayOfMonth] = date.split("-").map(Number);
  return format(new Date(year, month - 1, dayOfMonth), { dateStyle: "long" });
}

const format = (date, options) => new Intl.DateTimeFormat(language.current, options).format(date);

/** An amount in euros, for example "1 299,99 €". */
export function money(euros) {
  const currency = { style: "currency", currency: "EUR" };
  return new Intl.NumberFormat(language.current, currency).format(euros);
}

/** How far a moment is from now, in the largest unit that says it: "dans 3 jours", "2 hours ago". */
export function fromNow(iso) {
  const seconds = (new Date(iso) - Date.now()) / 1000;
  const [unit, length] = UNITS.find(([, s]) => Math.abs(seconds) >= s) ?? UNITS.at(-1);
  const relative = new Intl.RelativeTimeFormat(language.current, { numeric: "auto" });
  return relative.format(Math.round(seconds / length), unit);
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** A length of time in its two largest units: "2 j 4 h", "3 h 12 min", "5 min". */
export function length(ms) {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  if (days) return t("length.days", days, hours);
  if (hours) return t("length.hours", hours, minutes % 60);
  return t("length.minutes", minutes);
}
