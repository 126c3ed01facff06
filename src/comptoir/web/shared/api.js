// The only way from a page to its service: JSON in, JSON out, tokens, and errors one can read.
import { language, t } from "./i18n.js";

const TIMEOUT_MS = 35_000; // the service itself gives up after 30 s

/** Why a request was not answered. `status` is 0 when the service was not reached. */
export class Problem extends Error {
  constructor({ status, code, detail, requestId, retryAfterS }) {
    super(detail ?? code);
    Object.assign(this, { status, code, detail, requestId, retryAfterS });
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
  #refreshing = null;

  constructor(tokens) {
    this.#tokens = tokens;
  }

  get(path) {
    return this.request("GET", path);
  }

  post(path, json, headers = {}) {
    return this.request("POST", path, { json, headers });
  }

  delete(path) {
    return this.request("DELETE", path);
  }

  /** Ask the service; a stale access token is refreshed once. Throws `Problem`. */
  async request(method, path, { json, form, headers = {} } = {}) {
    if (this.#tokens.expired && !(await this.#refresh())) throw signedOut();
    const access = this.#tokens.access;
    const ask = () => this.#fetch(method, path, { json, form, headers });
    let response = await ask();
    if (response.status === 401 && access && (await this.#refresh(access))) response = await ask();
    return read(response);
  }

  #fetch(method, path, { json, form, headers }) {
    const access = this.#tokens.access;
    return reach(path, {
      method,
      body: json === undefined ? form : JSON.stringify(json),
      headers: {
        Accept: "application/json",
        "Accept-Language": language.current,
        ...(json !== undefined && { "Content-Type": "application/json" }),
        ...(access && { Authorization: `Bearer ${access}` }),
        ...headers,
      },
    });
  }

  // A refresh token serves once: two tabs that use the same one look like a thief to the service.
  #refresh(stale = this.#tokens.access) {
    this.#refreshing ??= alone(() => this.#renew(stale)).finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  async #renew(stale) {
    this.#tokens.reread();
    if (this.#tokens.access !== stale) return this.#tokens.access !== null;
    const response = await reach("/api/auth/refresh", {
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

async function reach(path, options) {
  try {
    return await fetch(path, { ...options, signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch {
    throw new Problem({ status: 0, code: "unreachable", retryAfterS: null });
  }
}

async function read(response) {
  const body = await response.json().catch(() => null);
  if (response.ok && body !== null) return body;
  const retryAfter = response.headers.get("Retry-After") ?? body?.retry_after ?? null;
  throw new Problem({
    status: response.ok ? 502 : response.status,
    code: body?.error ?? "unreadable",
    detail: body?.detail ?? null,
    requestId: body?.request_id ?? response.headers.get("X-Request-ID"),
    retryAfterS: retryAfter === null ? null : Number(retryAfter),
  });
}
