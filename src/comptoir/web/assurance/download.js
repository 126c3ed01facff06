// Saving bytes that were fetched with a sign-in, which a plain link would not carry.

/** Have the browser save `blob` under `name`. */
export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
