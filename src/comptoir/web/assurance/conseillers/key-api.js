// Calls with an API key, which lives as long as the page: nothing of it is kept in the browser.
import { Api } from "../shared/api.js";

const NOBODY = { access: null, expired: false };

export class KeyApi {
  #api = new Api(NOBODY);
  #key;

  constructor(key) {
    this.#key = key;
  }

  /** What the service answers. Throws `Problem`. */
  ask(method, path, { json, headers = {} } = {}) {
    return this.#api.request(method, path, { json, headers: { "X-API-Key": this.#key, ...headers } });
  }
}
