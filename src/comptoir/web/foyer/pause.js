// Waiting between tries: for a while that grows, or until the line is back.

const FIRST_S = 0.4;
const LONGEST_S = 20;

/** Wait before the next of `tries`, at least as long as the service asked; `signal` ends it. */
export function pause(tries, retryAfterS, signal) {
  const pauseS = Math.max(retryAfterS ?? 0, Math.min(LONGEST_S, FIRST_S * 2 ** tries));
  const done = new AbortController();
  return new Promise((resolve) => {
    const go = () => {
      done.abort();
      resolve();
    };
    const timer = setTimeout(go, pauseS * 1000);
    done.signal.addEventListener("abort", () => clearTimeout(timer));
    addEventListener("online", go, { signal: done.signal });
    signal.addEventListener("abort", go, { signal: done.signal });
  });
}
