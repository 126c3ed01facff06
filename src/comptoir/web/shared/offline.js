// The page's own files stay in this browser (`worker.js`), so that the page opens without a line.

const WORKER = "/app/worker.js";

// The policy of the page lets nothing else be loaded as a script.
const scripts = globalThis.trustedTypes?.createPolicy("comptoir-worker", {
  createScriptURL: (url) => (url === WORKER ? url : ""),
});

/** Keep the page's files once it is there. Browsers know no worker on plain HTTP, but for this machine. */
export async function keepFiles() {
  if (!navigator.serviceWorker) return;
  if (document.readyState !== "complete") {
    await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  }
  // A browser that keeps nothing (a private window, a full disk) has the page as it always had.
  await navigator.serviceWorker.register(scripts?.createScriptURL(WORKER) ?? WORKER).catch(() => {});
}
