// The catalogue as the service gives it, and what its fields mean to a customer.
import { html } from "./vendor/lit.js";
import { money, t } from "./shared/i18n.js";

const known = new Map();

/** One product; one that was asked for before is not asked for again. Throws `Problem`. */
export function product(api, sku) {
  if (!known.has(sku)) {
    const asked = api.get(`/api/products/${encodeURIComponent(sku)}`).then((body) => body.product);
    asked.catch(() => known.delete(sku));
    known.set(sku, asked);
  }
  return known.get(sku);
}

/** Whether it can be had now. */
export function stock({ stock: left }) {
  const state = left > 3 ? "many" : left > 0 ? "few" : "none";
  return html`<span class="stock ${state}">${t(`product.stock.${state}`, left)}</span>`;
}

export const price = (product) => money(product.price);
