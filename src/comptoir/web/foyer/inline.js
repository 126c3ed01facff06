// The inside of a line of Markdown as plain data: words, emphasis, code, links, numbers of sources.
//
// Links lead to http(s) and mail addresses alone; pictures and HTML are words.

const MARKS = [
  ["code", /^(`+)([^`][\s\S]*?)\1(?!`)/],
  ["source", /^\[(\d{1,2})\](?!\()/],
  ["link", /^\[((?:[^\[\]\\]|\\.)+)\]\(\s*<?((?:https?:\/\/|mailto:)[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)>?(?:\s+"[^"]*")?\s*\)/i],
  ["address", /^<((?:https?:\/\/|mailto:)[^\s<>]+)>/i],
  ["bare", /^https?:\/\/[^\s<>"]*[^\s<>"'.,:;!?)\]»*_]/i],
  ["strong", /^\*\*(?=\S)([\s\S]*?\S)\*\*(?!\*)/],
  ["strong", /^__(?=\S)([\s\S]*?\S)__(?![\w_])/],
  ["em", /^\*(?=[^\s*])([\s\S]*?[^\s*])\*(?!\*)/],
  ["em", /^_(?=[^\s_])([\s\S]*?[^\s_])_(?![\w_])/],
  ["del", /^~~(?=\S)([\s\S]*?\S)~~/],
];
const MAY_BEGIN = /[`[<*_~\\\n]|https?:\/\//gi;
const DEEPEST = 6;
const LONGEST = 5_000; // beyond it a mark does not reach, whatever follows

/** The parts of a line: `{kind: "text", text}`, `{kind: "strong", parts}`, `{kind: "source", number}`… */
export function inline(text, depth = 0) {
  const parts = [];
  let words = "";
  const add = (part) => {
    if (words) parts.push({ kind: "text", text: words });
    words = "";
    parts.push(part);
  };
  for (let at = 0; at < text.length; ) {
    MAY_BEGIN.lastIndex = at;
    const next = MAY_BEGIN.exec(text)?.index ?? text.length;
    words += text.slice(at, next);
    at = next;
    if (at >= text.length) break;
    const escaped = text[at] === "\\" && /[!-/:-@[-`{-~]/.test(text[at + 1] ?? "");
    if (escaped) {
      words += text[at + 1];
      at += 2;
      continue;
    }
    if (text[at] === "\n") {
      words = words.trimEnd();
      add({ kind: "break" });
      at += 1;
      continue;
    }
    const [part, length] = mark(text, at, depth) ?? [null, 1];
    if (part) add(part);
    else words += text[at];
    at += length;
  }
  if (words) parts.push({ kind: "text", text: words });
  return parts;
}

function mark(text, at, depth) {
  if (depth > DEEPEST) return null;
  // Within a word an underscore is a part of it.
  if (text[at] === "_" && /\w/.test(text[at - 1] ?? "")) return null;
  const rest = text.slice(at, at + LONGEST);
  for (const [kind, shape] of MARKS) {
    const found = shape.exec(rest);
    if (found) return [partOf(kind, found, depth), found[0].length];
  }
  return null;
}

function partOf(kind, found, depth) {
  if (kind === "code") return { kind, text: found[2].replace(/^ (.+) $/s, "$1") };
  if (kind === "source") return { kind, number: Number(found[1]) };
  if (kind === "link") return { kind, href: found[2], parts: inline(found[1], depth + 1) };
  if (kind === "address") return link(found[1]);
  if (kind === "bare") return link(found[0]);
  return { kind, parts: inline(found[1], depth + 1) };
}

const link = (href) => ({ kind: "link", href, parts: [{ kind: "text", text: href }] });
