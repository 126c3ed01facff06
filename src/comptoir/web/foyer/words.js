// Words that several places put together.
import { fromNow, language, t } from "./shared/i18n.js";

const UNTITLED = "Nouvelle discussion"; // as the service calls a chat in which nothing was said

/** A chat's title, in the reader's language where nobody gave it one. */
export function titleOf({ title }) {
  return title === UNTITLED ? t("chats.untitled") : title;
}

/** Why a document could not be read, in the reader's language. */
export function whyFailed({ error, detail }) {
  const key = `documents.why.${error}`;
  const words = t(key);
  return words === key ? (detail ?? t("documents.failed")) : words;
}

/** What is to be known of a document's pages that are pictures: a sentence each. */
export function notesOn({ state, pictures }) {
  if (state !== "ready" || !pictures) return [];
  const unread = new Map();
  for (const { page, why } of pictures.unread) unread.set(why, [...(unread.get(why) ?? []), page]);
  return [
    ...(pictures.read.length ? [t("documents.readOnPicture", pagesInWords(pictures.read))] : []),
    ...[...unread].map(([why, pages]) =>
      t("documents.unread", pagesInWords(pages), whyFailed({ error: why })),
    ),
  ];
}

/** Page numbers as people write them: "2-4, 7". */
function pagesInWords(pages) {
  const runs = [];
  for (const page of pages) {
    if (runs.at(-1)?.at(-1) === page - 1) runs.at(-1).push(page);
    else runs.push([page]);
  }
  return runs.map((run) => (run.length > 1 ? `${run[0]}-${run.at(-1)}` : `${run[0]}`)).join(", ");
}

/** A number of bytes, as people say it. */
export function size(bytes) {
  const [unit, length] = bytes < 2 ** 20 ? ["kilobyte", 2 ** 10] : ["megabyte", 2 ** 20];
  const amount = Math.max(0.1, bytes / length);
  return new Intl.NumberFormat(language.current, {
    style: "unit",
    unit,
    maximumFractionDigits: amount < 10 ? 1 : 0,
  }).format(amount);
}

/** How long ago, or "just now". */
export function ago(iso) {
  const seconds = (Date.now() - new Date(iso)) / 1000;
  return seconds < 60 ? t("ago.now") : fromNow(iso);
}
