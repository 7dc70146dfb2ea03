/** Ctrl-C, a polite kill and a closed terminal: none of them may leave a thing half done. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does work that must not simply be cut off: until it is done, an interruption only aborts the signal
 * that the work is given, which ends in its own time.
 */
export async function interruptible<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const interruption = new AbortController();
  const stop = (): void => {
    interruption.abort();
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  try {
    return await work(interruption.signal);
  } finally {
    for (const signal of SIGNALS) process.off(signal, stop);
  }
}
