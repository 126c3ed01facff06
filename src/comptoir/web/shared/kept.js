// What this browser keeps between visits. Storage may be full or forbidden: the page works without.

/** The value kept under `key`, or null. */
export function kept(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

/** Keep `value` under `key`; null forgets it. */
export function keep(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Private windows and full disks: the value lives as long as the page.
  }
}

/** Forget all whose key begins with `prefix`. */
export function forgetKept(prefix) {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    for (const key of keys) localStorage.removeItem(key);
  } catch {
    // Nothing can be kept, so nothing is.
  }
}

/** Call `listener` when another tab changes what is kept under `key`. */
export function whenKeptElsewhere(key, listener) {
  addEventListener("storage", (event) => {
    if (event.key === key || event.key === null) listener();
  });
}

/** A random UUID, also on plain HTTP, where crypto.randomUUID does not exist. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
