import { basename } from 'node:path';
import type { Extension } from '../extension/model.js';
import { styleOf } from './style.js';

/** Loading prettier only to hear that it does not know these takes a tenth of a second. */
const UNFORMATTED = /^\.(env|gitignore|dockerignore)/;

/**
 * The text of a new file, formatted as its people format theirs (`styleOf`). Kinds of file that
 * prettier does not know are returned as they are.
 * @throws what prettier throws for a text that is not valid: a template that has to be mended
 */
export async function formatNew(extension: Extension, file: string, text: string): Promise<string> {
  if (UNFORMATTED.test(basename(file))) return text;
  // Loaded only here: most runs make no new file, and prettier is large.
  const prettier = await import('prettier');
  const { inferredParser } = await prettier.getFileInfo(file, { resolveConfig: false });
  if (inferredParser === null) return text;
  const style = await styleOf(extension, file);
  return prettier.format(text, { ...style, filepath: file });
}
