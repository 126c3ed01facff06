// What people write, drawn: code, emphasis, lists, quotes, links and mentions. Never as HTML.
import { html } from "./vendor/lit.js";
import { calls } from "./people.js";

const INLINE = new RegExp(
  [
    /`(?<code>[^`\n]+)`/,
    /\*\*(?<strong>[^*\n]+)\*\*/,
    /~~(?<struck>[^~\n]+)~~/,
    /(?<![\p{L}\p{N}*])\*(?<em>[^*\s][^*\n]*)\*(?![\p{L}\p{N}*])/,
    /(?<![\p{L}\p{N}_])_(?<em2>[^_\s][^_\n]*)_(?![\p{L}\p{N}_])/,
    /\[(?<label>[^[\]\n]{1,300})\]\((?<to>(?:https?:\/\/|mailto:)[^\s)]{1,2000})\)/,
    /(?<url>https?:\/\/[^\s<>"«»]{1,2000})/,
    /(?<![\p{L}\p{N}_@])(?<mention>@[\p{L}\p{N}_.-]{1,50})/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "gu",
);
const ITEM = /^\s{0,3}(?:[-*•]|\d{1,3}[.)])\s+(?=\S)/;
const SCHEMES = ["http:", "https:", "mailto:"];

/** `text` as templates; mentions of `username` stand out. */
export function drawn(text, username) {
  return text
    .split(/^```[^\n`]*(?:\n|$)/m)
    .map((part, place) => (place % 2 ? block(part) : lines(part, username)));
}

const block = (text) => html`<pre><code>${text.replace(/\n$/, "")}</code></pre>`;

function lines(text, username) {
  const groups = [];
  for (const line of text.replace(/^\n|\n$/g, "").split("\n")) {
    const kind = line.startsWith(">") ? "quote" : ITEM.test(line) ? "list" : "words";
    if (groups.at(-1)?.kind === kind) groups.at(-1).lines.push(line);
    else groups.push({ kind, lines: [line] });
  }
  return groups.map(({ kind, lines: those }) => GROUPS[kind](those, username));
}

const GROUPS = {
  words: (those, username) =>
    those.join("").trim() ? html`<p dir="auto">${inline(those.join("\n"), username)}</p>` : "",
  quote: (those, username) =>
    html`<blockquote dir="auto">${inline(unquoted(those), username)}</blockquote>`,
  list: (those, username) => {
    const items = those.map(
      (line) => html`<li dir="auto">${inline(line.replace(ITEM, ""), username)}</li>`,
    );
    const first = /^\s*(\d+)/.exec(those[0]);
    return first ? html`<ol start=${first[1]}>${items}</ol>` : html`<ul>${items}</ul>`;
  },
};

const unquoted = (those) => those.map((line) => line.replace(/^>\s?/, "")).join("\n");

function inline(text, username) {
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(INLINE)) {
    parts.push(text.slice(from, found.index));
    from = found.index + found[0].length;
    parts.push(piece(found[0], found.groups, username));
  }
  parts.push(text.slice(from));
  return parts;
}

function piece(whole, { code, strong, struck, em, em2, label, to, url, mention }, username) {
  if (code) return html`<code>${code}</code>`;
  if (strong) return html`<strong>${inline(strong, username)}</strong>`;
  if (struck) return html`<s>${inline(struck, username)}</s>`;
  if (em || em2) return html`<em>${inline(em || em2, username)}</em>`;
  if (to) return link(to, label);
  if (url) return bare(url);
  if (mention) {
    const isMe = calls(mention, username);
    return html`<span class=${isMe ? "mention me" : "mention"}>${mention}</span>`;
  }
  return whole;
}

// A full stop after an address ends the sentence; so does a bracket that was not opened in it.
function bare(url) {
  let end = url.replace(/[.,;:!?'…]+$/, "");
  if (end.endsWith(")") && !end.includes("(")) end = end.slice(0, -1);
  return [link(end, end), url.slice(end.length)];
}

function link(to, words) {
  const isSafe = URL.canParse?.(to) && SCHEMES.includes(new URL(to).protocol);
  if (!isSafe) return words;
  return html`<a href=${to} target="_blank" rel="noopener noreferrer">${words}</a>`;
}
