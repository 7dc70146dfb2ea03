/** Exit codes of the command line. */
export const exit = {
  fine: 0,
  /** Below --min-score, or --check found changes. */
  found: 1,
  /** Bad usage or bad input; also files that should have been written and were not. */
  bad: 2,
  /** Stopped by Ctrl-C, as shells count it (128 + SIGINT). */
  interrupted: 130,
} as const;
