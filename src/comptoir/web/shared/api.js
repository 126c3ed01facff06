// The only way from a page to its service: JSON in, JSON out, tokens, and errors one can read.
import { language, t } from "./i18n.js";

const TIMEOUT_MS = 35_000; // the service itself gives up after 30 s
const UPLOAD_TIMEOUT_MS = 75_000; // after 60 s

/** Why a request was not answered. `status` is 0 when the service was not reached. */
export class Problem extends Error {
  constructor({ status, code, detail, requestId, retryAfterS, details = null }) {
    super(detail ?? code);
    Object.assign(this, { status, code, detail, requestId, retryAfterS, details });
  }

  /** Whether the same request may succeed later, unchanged. */
  get passing() {
    const busy = this.status === 409 && this.retryAfterS !== null;
    return this.status === 0 || this.status === 429 || this.status >= 500 || busy;
  }
}

/** What happened and what to do about it, in the reader's language. */
export function errorText({ status, detail, requestId, retryAfterS }) {
  if (status === 0) return t("error.unreachable");
  if (status === 401) return detail ?? t("error.signedOut");
  if (status === 413) return t("error.tooLarge");
  if (status === 429) return t("error.tooMany", retryAfterS ?? 60);
  if (status >= 500) return t("error.service", requestId);
  return detail ?? t("error.refused");
}

export class Api {
  #tokens;
  #refreshAt;
  #refreshing = null;

  /** Over the tokens of a service, which renews them at `refreshAt` where it gives refresh tokens. */
  constructor(tokens, { refreshAt = "/api/auth/refresh" } = {}) {
    this.#tokens = tokens;
    this.#refreshAt = refreshAt;
  }

  get(path, headers = {}) {
    return this.request("GET", path, { headers });
  }

  post(path, json, headers = {}) {
    return this.request("POST", path, { json, headers });
  }

  put(path, json) {
    return this.request("PUT", path, { json });
  }

  patch(path, json) {
    return this.request("PATCH", path, { json });
  }

  delete(path, json) {
    return this.request("DELETE", path, { json });
  }

  /** Ask the service; a stale access token is refreshed once. Throws `Problem`. */
  async request(method, path, { json, form, headers = {}, signal } = {}) {
    return read(await this.#ask(() => this.#fetch(method, path, { json, form, headers, signal })));
  }

  /** The bytes that the service answers, for example an archive. Throws `Problem`. */
  async blob(method, path, { json } = {}) {
    const headers = { Accept: "*/*" };
    const response = await this.#ask(() => this.#fetch(method, path, { json, headers }));
    return response.ok ? response.blob().catch(unreached) : read(response);
  }

  /**
   * Send a form whose bytes take a while; `progress` is told the share sent, 0 to 1. Throws `Problem`.
   *
   * `signal` gives it up.
   */
  async upload(path, form, { headers = {}, progress, signal } = {}) {
    const send = () =>
      sendWithProgress(path, form, { headers: this.#headers(headers), progress, signal });
    return read(await this.#ask(send));
  }

  /**
   * Ask for an answer that arrives in pieces; `heard` is given each one, the whole is returned.
   *
   * The pieces are `{"delta"}` events; `done` carries the whole, `error` a problem. Throws `Problem`.
   */
  async stream(path, json, headers, heard) {
    const asked = { json, headers: { Accept: "text/event-stream", ...headers } };
    const response = await this.#ask(() => this.#fetch("POST", path, asked));
    if (!response.ok) return read(response);
    for await (const { event, data } of eventsOf(response)) {
      if (event === "message") heard(data.delta);
      else if (event === "done") return data;
      else if (event === "error") throw problemOf(data.status_code ?? 503, data);
    }
    return unreached(); // cut before its end
  }

  async #ask(send) {
    if (this.#tokens.expired && !(await this.#refresh())) throw signedOut();
    const access = this.#tokens.access;
    const response = await send();
    if (response.status === 401 && access && (await this.#refresh(access))) return send();
    return response;
  }

  #fetch(method, path, { json, form, headers, signal }) {
    return reach(path, {
      method,
      body: json === undefined ? form : JSON.stringify(json),
      headers: this.#headers({
        ...(json !== undefined && { "Content-Type": "application/json" }),
        ...headers,
      }),
      signal,
    });
  }

  #headers(more) {
    const access = this.#tokens.access;
    return {
      Accept: "application/json",
      "Accept-Language": language.current,
      ...(access && { Authorization: `Bearer ${access}` }),
      ...more,
    };
  }

  // A refresh token serves once: two tabs that use the same one look like a thief to the service.
  #refresh(stale = this.#tokens.access) {
    this.#refreshing ??= alone(() => this.#renew(stale)).finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  async #renew(stale) {
    this.#tokens.reread();
    if (this.#tokens.access !== stale) return this.#tokens.access !== null;
    if (!this.#tokens.refresh) {
      this.#tokens.clear({ expired: true });
      return false;
    }
    const response = await reach(this.#refreshAt, {
      method: "POST",
      body: JSON.stringify({ refresh_token: this.#tokens.refresh }),
      headers: { "Content-Type": "application/json", "Accept-Language": language.current },
    });
    if (response.ok) this.#tokens.set(await response.json());
    else if (response.status < 429) this.#tokens.clear({ expired: true });
    else await read(response);
    return response.ok;
  }
}

const alone = (work) =>
  navigator.locks ? navigator.locks.request("comptoir.refresh", work) : work();

const signedOut = () => new Problem({ status: 401, code: "signed_out", detail: null });

const unreached = () => {
  throw new Problem({ status: 0, code: "unreachable", retryAfterS: null });
};

async function reach(path, { signal, ...options }) {
  const deadline = AbortSignal.timeout(TIMEOUT_MS);
  const either = signal && AbortSignal.any ? AbortSignal.any([signal, deadline]) : deadline;
  try {
    return await fetch(path, { ...options, signal: either });
  } catch (error) {
    if (signal?.aborted) throw error;
    return unreached();
  }
}

// fetch() does not say how much of a body has left.
function sendWithProgress(path, form, { headers, progress, signal }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.timeout = UPLOAD_TIMEOUT_MS;
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", ({ loaded, total }) => progress?.(loaded / total));
    request.addEventListener("load", () => {
      const told = { status: request.status, headers: answered(request) };
      resolve(new Response(request.status === 204 ? null : request.responseText, told));
    });
    const lost = () => reject(new Problem({ status: 0, code: "unreachable", retryAfterS: null }));
    for (const event of ["error", "timeout", "abort"]) request.addEventListener(event, lost);
    signal?.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}

const answered = (request) =>
  ["Retry-After", "X-Request-ID"].flatMap((name) => {
    const value = request.getResponseHeader(name);
    return value === null ? [] : [[name, value]];
  });

async function* eventsOf(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read().catch(unreached);
    if (done) return;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const lines = block.split("\n");
      const field = (name) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      const data = field("data");
      if (data !== undefined) yield { event: field("event") ?? "message", data: JSON.parse(data) };
    }
  }
}

async function read(response) {
  const body = await response.json().catch(() => null);
  if (response.ok && body !== null) return body;
  throw problemOf(response.ok ? 502 : response.status, body, response.headers);
}

function problemOf(status, body, headers = new Headers()) {
  const retryAfter = headers.get("Retry-After") ?? body?.retry_after ?? null;
  return new Problem({
    status,
    code: body?.code ?? body?.error ?? "unreadable",
    detail: body?.detail ?? body?.message ?? null,
    requestId: body?.request_id ?? headers.get("X-Request-ID"),
    retryAfterS: retryAfter === null ? null : Number(retryAfter),
    details: body?.details ?? null,
  });
}
