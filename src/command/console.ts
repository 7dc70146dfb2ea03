import type { Palette } from '../report/palette.js';

/** Where a command speaks to: the terminal, or a test's ear. */
export interface Console {
  out(text: string): void;
  err(text: string): void;
  readonly palette: Palette;
  /** Asks a yes-or-no question (Ctrl-C: throws Interrupted); undefined where nobody is there to answer. */
  readonly confirm: ((question: string) => Promise<boolean>) | undefined;
}
