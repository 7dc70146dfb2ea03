import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { Options } from 'prettier';
import { parse } from 'yaml';
import { keptByName } from '../extension/kept.js';
import type { Extension } from '../extension/model.js';
import { isConfigured } from './configuration.js';
import { prefersDoubleQuotes } from './quotes.js';

/**
 * How the people of an extension write such files: their prettier configuration and .editorconfig;
 * where there is none, the quotes that most of their YAML has. Plugins may be among the options: a
 * plugin is a program of the repository, which is not ours to run.
 */
export async function styleOf(extension: Extension, file: string): Promise<Options> {
  const path = join(extension.root, file);
  const inferred = { singleQuote: !prefersDoubleQuotes(extension) };
  if (!configured(extension, dirname(file), () => isConfigured(path))) return inferred;
  const { resolveConfig, resolveConfigFile } = await import('prettier');
  const found = await resolveConfigFile(path);
  const own = found !== null && isPlainData(found) ? found : undefined;
  const options = await resolveConfig(path, {
    config: own ?? noConfiguration(),
    editorconfig: true,
  });
  return own === undefined ? { ...inferred, ...options } : { ...options };
}

/** By the directory of a new file. */
const configured = keptByName<boolean>();

/** False for a configuration that is a program, or that names a package to be loaded. */
function isPlainData(file: string): boolean {
  const name = basename(file);
  if (name === '.prettierrc.toml') return true;
  if (!/^(\.prettierrc(\.json|\.ya?ml)?|package\.json)$/.test(name)) return false;
  try {
    // JSON is YAML 1.2, and prettier reads a bare .prettierrc as YAML.
    const data: unknown = parse(readFileSync(file, 'utf8'));
    const options = name === 'package.json' ? (data as { prettier?: unknown }).prettier : data;
    return typeof options === 'object';
  } catch {
    return false;
  }
}

/** A file that configures nothing: prettier otherwise goes looking for one itself. */
function noConfiguration(): string {
  return createRequire(import.meta.url).resolve('generator-rally-ext/package.json');
}
