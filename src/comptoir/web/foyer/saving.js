// A file that the browser keeps.

const KEPT_MS = 30_000;

/** Let the browser save bytes as a file of this name. */
export function save(blob, filename) {
  const address = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement("a"), { href: address, download: filename });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
