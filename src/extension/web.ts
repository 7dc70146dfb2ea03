import { posix } from 'node:path';
import type { SourceFile, WebApp } from './model.js';
import { get, isRecord } from './records.js';
import { filesByKind } from './source/kinds.js';

type PackageManager = NonNullable<WebApp['packageManager']>;

const LOCK_FILES: readonly (readonly [string, PackageManager])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
];

/**
 * The web clients: `web-*` directories with a package.json; where there is none, any directory that
 * has one and is built with Vite.
 */
export function readWebs(
  files: ReadonlyMap<string, SourceFile>,
  paths: ReadonlySet<string>,
): WebApp[] {
  const directories = filesByKind(files).packages.map(({ path }) => posix.dirname(path));
  const webs = directories.filter((directory) => /^web-[^/]+$/.test(directory));
  const chosen = webs.length > 0 ? webs : directories.filter((dir) => viteConfig(dir, files));
  return chosen.map((dir) => ({
    dir,
    packageManager: declaredManager(dir, files) ?? lockedManager(dir, paths),
    viteConfig: viteConfig(dir, files),
  }));
}

function viteConfig(dir: string, files: ReadonlyMap<string, SourceFile>): string | undefined {
  return ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs']
    .map((extension) => posix.join(dir, `vite.config.${extension}`))
    .find((path) => files.has(path));
}

/** `"packageManager": "pnpm@9.12.0"` (Corepack). */
function declaredManager(
  dir: string,
  files: ReadonlyMap<string, SourceFile>,
): PackageManager | undefined {
  const text = files.get(posix.join(dir, 'package.json'))?.text ?? '';
  // Most have none; a package.json that is not JSON says nothing here.
  if (!text.includes('"packageManager"')) return undefined;
  try {
    const data: unknown = JSON.parse(text);
    const declared = isRecord(data) ? get(data, 'packageManager') : undefined;
    const name = typeof declared === 'string' ? declared.split('@')[0] : undefined;
    return LOCK_FILES.find(([, manager]) => manager === name)?.[1];
  } catch {
    return undefined;
  }
}

/** From the lock file beside package.json, else from the one of the workspace at the root. */
function lockedManager(dir: string, paths: ReadonlySet<string>): PackageManager | undefined {
  for (const place of [dir, '.']) {
    const lock = LOCK_FILES.find(([name]) => paths.has(posix.join(place, name)));
    if (lock !== undefined) return lock[1];
  }
  return undefined;
}
