import { recent } from './recent.js';

/** The lines of a text, without what ends them: `\n`, `\r\n` or `\r`. */
export const textLines = recent((text): readonly string[] => text.split(/\r\n|\n|\r/));
