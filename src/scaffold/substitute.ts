import { basename } from 'node:path';
import { identifierOf } from './name.js';
import type { Scaffold } from './scaffold.js';

/** What the templates of a new extension call their own, see templates/new. */
export const sample: Omit<Scaffold, 'database' | 'assets'> = {
  name: 'sample-ext',
  title: 'Sample Extension',
  description: 'What this extension is for.',
  apiPort: 8099,
  webPort: 3099,
  scopes: ['manager-sample-ext'],
  owner: 'example-union',
};

/** Every mention of it, the longest first. */
const MENTION = new RegExp(
  [
    `"${sample.title}"`,
    `"${escaped(sample.description)}"`,
    sample.title,
    ...sample.scopes,
    sample.name,
    identifierOf(sample.name),
    `\\b${sample.apiPort}\\b`,
    `\\b${sample.webPort}\\b`,
  ].join('|'),
  'g',
);

/** A template's text with the new extension's name, title, ports… in place of the sample's. */
export function substitute(scaffold: Scaffold, file: string, text: string): string {
  // Nothing but the name is in a lock file, and its checksums may hold any digits.
  if (isLock(file)) return text.replaceAll(sample.name, scaffold.name);
  const words: Readonly<Record<string, string>> = {
    [`"${sample.title}"`]: quoted(scaffold.title, file),
    [`"${sample.description}"`]: quoted(scaffold.description, file),
    [sample.title]: htmlText(scaffold.title),
    [sample.scopes[0] ?? '']: scaffold.scopes[0] ?? '',
    [sample.name]: scaffold.name,
    [identifierOf(sample.name)]: identifierOf(scaffold.name),
    [String(sample.apiPort)]: String(scaffold.apiPort),
    [String(sample.webPort)]: String(scaffold.webPort),
  };
  return text.replace(MENTION, (mention) => words[mention] ?? mention);
}

function isLock(file: string): boolean {
  return /^(poetry\.lock|package-lock\.json)$/.test(basename(file));
}

/** A string of JSON, TOML or Python, which write it alike; ruff wants the quotes that need fewer escapes. */
function quoted(text: string, file: string): string {
  const count = (quote: string): number => text.split(quote).length;
  if (!file.endsWith('.py') || count('"') <= count("'")) return JSON.stringify(text);
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
}

/** Outside of quotes the title stands in index.html only. */
function htmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function escaped(text: string): string {
  return text.replaceAll('.', '\\.');
}
