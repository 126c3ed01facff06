// Markdown as plain data: the blocks of a text, for <foyer-prose> to draw. What is half written, since
// it is still arriving, is drawn as far as it goes.
import { inline } from "./inline.js";

const FENCE = /^ {0,3}(`{3,}|~{3,})\s*([\w+#.-]*)[^`]*$/;
const HEADING = /^ {0,3}(#{1,6})\s+(.+?)\s*#*$/;
const RULE = /^ {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$/;
const ITEM = /^( {0,9})(?:([-*+])|(\d{1,9})[.)])(\s+|$)/;
const QUOTE = /^ {0,3}> ?/;
const TABLE_LINE = /^\s*\|?(?:\s*:?-{1,}:?\s*\|)+\s*(?::?-{1,}:?\s*)?\|?\s*$/;
const DEEPEST = 8;

/** The blocks of a text: `{kind: "paragraph", parts}`, `{kind: "list", items}`, `{kind: "code"}`… */
export function blocksOf(text) {
  return blocks(text.replace(/\r\n?/g, "\n").replace(/\t/g, "    ").split("\n"), 0);
}

function blocks(lines, depth) {
  const found = [];
  for (let at = 0; at < lines.length; ) {
    if (!lines[at].trim()) {
      at += 1;
      continue;
    }
    const [block, next] = blockAt(lines, at, depth);
    found.push(block);
    at = next;
  }
  return found;
}

function blockAt(lines, at, depth) {
  const line = lines[at];
  const fence = FENCE.exec(line);
  if (fence) return code(lines, at, fence);
  const heading = HEADING.exec(line);
  if (heading) {
    return [{ kind: "heading", level: heading[1].length, parts: inline(heading[2]) }, at + 1];
  }
  if (RULE.test(line)) return [{ kind: "rule" }, at + 1];
  if (depth < DEEPEST && QUOTE.test(line)) return quote(lines, at, depth);
  if (depth < DEEPEST && ITEM.test(line)) return list(lines, at, depth);
  if (line.includes("|") && TABLE_LINE.test(lines[at + 1] ?? "")) return table(lines, at);
  return paragraph(lines, at);
}

function code(lines, at, [, marks, language]) {
  const ends = (line) => line.trim().startsWith(marks) && !line.trim().replaceAll(marks[0], "");
  let end = at + 1;
  while (end < lines.length && !ends(lines[end])) end += 1;
  return [{ kind: "code", language, text: lines.slice(at + 1, end).join("\n") }, end + 1];
}

function quote(lines, at, depth) {
  let end = at;
  while (end < lines.length && lines[end].trim() && (QUOTE.test(lines[end]) || !begins(lines[end]))) end += 1;
  const inside = lines.slice(at, end).map((line) => line.replace(QUOTE, ""));
  return [{ kind: "quote", blocks: blocks(inside, depth + 1) }, end];
}

function list(lines, at, depth) {
  const [, , bullet, number] = ITEM.exec(lines[at]);
  const items = [];
  let end = at;
  while (end < lines.length) {
    const found = ITEM.exec(lines[end]);
    if (!found || Boolean(found[2]) !== Boolean(bullet) || RULE.test(lines[end])) break;
    const width = found[0].length > found[1].length + 6 ? found[1].length + 2 : found[0].length;
    const inside = [lines[end].slice(found[0].length)];
    end += 1;
    while (end < lines.length && isInside(lines, end, width)) {
      inside.push(lines[end].slice(Math.min(width, indentOf(lines[end]))));
      end += 1;
    }
    items.push(blocks(inside, depth + 1));
    while (end < lines.length && !lines[end].trim()) end += 1;
  }
  return [{ kind: "list", start: bullet ? null : Number(number), items }, end];
}

// A line of an item is indented as its words are, or goes on with its paragraph.
function isInside(lines, at, width) {
  const line = lines[at];
  if (!line.trim()) {
    const next = lines.slice(at).find((each) => each.trim());
    return next !== undefined && indentOf(next) >= Math.min(width, 2);
  }
  if (indentOf(line) >= Math.min(width, 2)) return true;
  return Boolean(lines[at - 1].trim()) && !begins(line);
}

const indentOf = (line) => line.length - line.trimStart().length;

function table(lines, at) {
  const sides = cells(lines[at + 1]).map((cell) => {
    if (cell.endsWith(":")) return cell.startsWith(":") ? "center" : "end";
    return "start";
  });
  const row = (line) => sides.map((_, column) => inline(cells(line)[column] ?? ""));
  let end = at + 2;
  while (end < lines.length && lines[end].includes("|") && lines[end].trim()) end += 1;
  const rows = lines.slice(at + 2, end).map(row);
  return [{ kind: "table", sides, head: row(lines[at]), rows }, end];
}

const cells = (line) =>
  line
    .trim()
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll("\\|", "|"));

function paragraph(lines, at) {
  let end = at + 1;
  while (end < lines.length && lines[end].trim() && !begins(lines[end])) end += 1;
  return [{ kind: "paragraph", parts: inline(lines.slice(at, end).join("\n").trim()) }, end];
}

const begins = (line) => [FENCE, HEADING, RULE, ITEM, QUOTE].some((shape) => shape.test(line));
