import picocolors from 'picocolors';

/** The few colours of the reports; every function returns its text unchanged where colour is off. */
export interface Palette {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

/** Colours for a terminal, or none for files, pipes, NO_COLOR and --no-color. */
export function createPalette(colour: boolean): Palette {
  return picocolors.createColors(colour);
}
