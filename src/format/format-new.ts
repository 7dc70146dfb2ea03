import { extname } from 'node:path';
import type { Plugin } from 'prettier';
import type { Extension } from '../extension/model.js';
import { formattedOnce } from './formatted.js';
import { styleOf } from './style.js';

/** The parts of prettier that a kind of file needs; loading all of it takes a tenth of a second. */
const plugins: Readonly<Record<string, () => Promise<Plugin>[]>> = {
  yaml: () => [import('prettier/plugins/yaml')],
  markdown: () => [import('prettier/plugins/markdown')],
  json: () => [import('prettier/plugins/babel'), import('prettier/plugins/estree')],
};

const parsers: Readonly<Record<string, string>> = {
  '.yml': 'yaml',
  '.yaml': 'yaml',
  '.md': 'markdown',
  '.json': 'json',
};

/**
 * The text of a new file, formatted as its people format theirs (`styleOf`). Kinds of file that
 * prettier does not know are returned as they are.
 * @throws what prettier throws for a text that is not valid: a template that has to be mended
 */
export async function formatNew(extension: Extension, file: string, text: string): Promise<string> {
  const parser = parsers[extname(file)];
  if (parser === undefined) return text;
  const style = await styleOf(extension, file);
  return formattedOnce(text, parser, style, async () => {
    // Loaded only here: most runs make no new file, or one that was formatted before.
    const { format } = await import('prettier/standalone');
    const loaded = await Promise.all(plugins[parser]?.() ?? []);
    return format(text, { ...style, parser, plugins: loaded });
  });
}
