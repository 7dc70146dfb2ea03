import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where prettier looks (Prettier, "Configuration File"), and .editorconfig. */
const NAMES = [
  ...['.editorconfig', 'package.json', 'package.yaml', '.prettierrc', '.prettierrc.toml'],
  ...['json', 'json5', 'yaml', 'yml'].map((type) => `.prettierrc.${type}`),
  ...['js', 'ts', 'mjs', 'mts', 'cjs', 'cts'].flatMap((type) => [
    `.prettierrc.${type}`,
    `prettier.config.${type}`,
  ]),
];

/** Is there a file, in a directory above, that could say how this one is formatted? */
export function isConfigured(path: string): boolean {
  const directory = dirname(path);
  if (directory === path) return false;
  return NAMES.some((name) => existsSync(join(directory, name))) || isConfigured(directory);
}
