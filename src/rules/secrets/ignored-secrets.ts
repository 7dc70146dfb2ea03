import { posix } from 'node:path';
import type { FileEdit } from '../../edit/edit.js';
import { isIgnored } from '../../edit/ignore/index.js';
import type { Extension } from '../../extension/model.js';
import { asText, get, isRecord } from '../../extension/records.js';
import { hardenedServices, runsOwnImage } from '../compose/hardened-services.js';

/** An ignore file, and what it has to keep out. */
export interface IgnoreFile {
  readonly path: string;
  readonly text: string | undefined;
  readonly patterns: readonly string[];
  readonly tool: 'git' | 'docker';
  /** Which file is meant where it is not there: the Dockerfile that copies all, or the manifest. */
  readonly without: string;
}

const ENVIRONMENT = ['.env', '.env.production'];
const KEYS = ['*.pem', '*.key'];

/** The .gitignore of the repository, and the .dockerignore of every context that an API copies whole. */
export function ignoreFiles(extension: Extension): IgnoreFile[] {
  // Vite's own .env.production is public, and often meant to be in the repository.
  const own = [...extension.paths].some((path) => /^web-[^/]+\/\.env\.production$/.test(path))
    ? ['.env']
    : ENVIRONMENT;
  return [
    {
      ...fileAt(extension, '.gitignore'),
      tool: 'git',
      patterns: [...own, ...secretFiles(extension), ...KEYS],
      without: extension.manifest.file,
    },
    ...[...copiedContexts(extension)].map(([context, dockerfile]) => ({
      ...fileAt(extension, posix.join(context, '.dockerignore')),
      tool: 'docker' as const,
      patterns: [...ENVIRONMENT, ...KEYS].map((pattern) => `**/${pattern}`),
      without: dockerfile,
    })),
  ];
}

/** The patterns that no line of the file covers. */
export function missingPatterns({ text = '', patterns }: IgnoreFile): string[] {
  return patterns.filter((pattern) => !isIgnored(text, pattern));
}

/** Adds the missing patterns, each on a line of its own. */
export function ignoreMissing(file: IgnoreFile): FileEdit {
  const missing = missingPatterns(file);
  const { path, text } = file;
  if (text === undefined) {
    return { kind: 'create', file: path, text: missing.map((pattern) => `${pattern}\n`).join('') };
  }
  return {
    kind: 'ignore',
    file: path,
    operations: missing.map((pattern) => ({
      op: 'ignore',
      path: pattern,
      near: /^!?(\*\*\/|\/)?(\.env($|[.*])|\*\.(pem|key))/,
    })),
  };
}

function fileAt({ files }: Extension, path: string): Pick<IgnoreFile, 'path' | 'text'> {
  return { path, text: files.get(path)?.text };
}

/** Files of secrets that compose files name inside of the repository: `file: ./secrets/db`. */
function secretFiles({ composeFiles }: Extension): string[] {
  const found = composeFiles
    .filter(({ override }) => !override)
    .flatMap(({ path, data }) => {
      const secrets = get(data, 'secrets');
      return Object.values(isRecord(secrets) ? secrets : {}).flatMap((secret) => {
        const name = isRecord(secret) ? asText(get(secret, 'file')) : undefined;
        if (name === undefined || /^[/~]|\$/.test(name)) return [];
        const inside = posix.join(posix.dirname(path), name);
        return inside.startsWith('../') ? [] : [inside];
      });
    });
  return [...new Set(found)];
}

/** Contexts of the API's images that a Dockerfile copies as a whole (`COPY . .`), with that Dockerfile. */
function copiedContexts(extension: Extension): Map<string, string> {
  const found = new Map<string, string>();
  for (const target of hardenedServices(extension)) {
    const { dockerfile, build, role } = target.service;
    if (dockerfile === undefined || !runsOwnImage(target) || role === 'web') continue;
    const context = build?.context ?? posix.dirname(dockerfile.path);
    const isCopied = dockerfile.contextSources.some((source) => /^(\.?\/?|\*)$/.test(source));
    if (isCopied && !found.has(context)) found.set(context, dockerfile.path);
  }
  return found;
}
