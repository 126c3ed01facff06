// The service worker: keeps the page's own files, so that it opens when the service is out of reach.
//
// The service puts `VERSION` and `FILES` before this text, the digest of each file by its name: another
// worker is there whenever one of them is another. What the service answers over its API is never kept.
//
// The network is asked first, always: whoever reaches the service has the page as it is now. The
// copies are all of one version, and a page that was opened from them gets all its parts from them.

const PATIENCE_MS = 6_000; // then a line that says nothing is as good as cut
const AT = new URL("./", location).href;
const COPIES = `comptoir ${VERSION}`;
const openedFromCopies = new Set();

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(keepAll());
});

addEventListener("activate", (event) => event.waitUntil(forgetOthers().then(() => clients.claim())));

addEventListener("fetch", (event) => {
  const name = nameOf(event.request);
  if (name !== null) event.respondWith(answer(event, name));
});

// One after the other: the page that was just opened has more urgent questions.
async function keepAll() {
  const copies = await caches.open(COPIES);
  for (const [name, digest] of Object.entries(FILES)) {
    const response = await fetch(AT + name, { cache: "no-cache" });
    // Of a service that is just being replaced: all or nothing, at the next visit.
    if (!(await digestOf(response.clone())).startsWith(digest)) throw new Error(`another ${name}`);
    await copies.put(AT + name, response);
  }
}

async function digestOf(response) {
  const digest = await crypto.subtle.digest("SHA-256", await response.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function forgetOthers() {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith("comptoir ") && name !== COPIES);
  await Promise.all(others.map((name) => caches.delete(name)));
}

/** The file that a request asks for, or null for what is not the page's own. */
function nameOf({ method, url }) {
  const [address] = url.split(/[?#]/, 1);
  if (method !== "GET" || !address.startsWith(AT)) return null;
  const name = address.slice(AT.length);
  const names = [name, `${name.replace(/\/$/, "")}/index.html`.replace(/^\//, "")];
  return names.find((each) => each in FILES) ?? null;
}

async function answer({ request, clientId, resultingClientId }, name) {
  if (openedFromCopies.has(clientId)) return (await copyOf(name)) ?? fetch(request);
  try {
    return await fromService(request);
  } catch (lost) {
    const copy = await copyOf(name);
    if (!copy) throw lost;
    if (request.mode === "navigate") openedFromCopies.add(resultingClientId);
    return copy;
  }
}

async function copyOf(name) {
  return (await caches.open(COPIES)).match(AT + name);
}

// A proxy that stands alone answers for its service that it is not there.
async function fromService(request) {
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE_MS, new Error("no answer")));
  const response = await Promise.race([fetch(request), late]);
  if (response.status >= 502 && response.status <= 504) throw new Error("no service");
  return response;
}
