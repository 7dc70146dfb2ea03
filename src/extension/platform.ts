import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { BadInput } from './bad-input.js';
import { isComposeName } from './compose/kind.js';
import { MANIFEST, readManifest } from './manifest.js';

/** The folder's name where `root` is `<Platform>/extensions/<name>`. */
export function platformFolder(root: string): string | undefined {
  const extensions = dirname(root);
  if (basename(extensions) !== 'extensions') return undefined;
  return isPlatform(dirname(extensions)) ? basename(root) : undefined;
}

/** Why a directory without manifest.json is no extension: it may be the Platform around some. */
export function missingManifest(root: string): BadInput {
  const folders = extensionFolders(root);
  const withManifest = folders.filter((name) => isFile(join(root, 'extensions', name, MANIFEST)));
  if (withManifest.length > 0) {
    const list = withManifest.map((name) => `extensions/${name}`).join(', ');
    return new BadInput({
      code: 'platform-root',
      file: root,
      reason: `is the root of a Platform checkout, with ${list}`,
      hint: `name one of them, for example ${join(root, 'extensions', withManifest[0] ?? '')}`,
    });
  }
  if (folders.length > 0 && isPlatform(root)) {
    return new BadInput({
      code: 'platform-root',
      file: root,
      reason: `is the root of a Platform checkout, and extensions/${folders.join(', ')} is empty`,
      hint: 'run git submodule update --init, then name the extension',
    });
  }
  return new BadInput({
    code: 'no-manifest',
    file: join(root, MANIFEST),
    reason: 'does not exist',
    hint: `name an extension's directory, or create it: { "name": "${basename(root)}" }`,
  });
}

/** The ports that the manifests of the extensions in a directory name; one that cannot be read names none. */
export function portsOfExtensions(directory: string): ReadonlySet<number> {
  const manifests = list(directory).map((name) => join(directory, name, MANIFEST));
  return new Set(manifests.flatMap(portsIn));
}

function portsIn(path: string): number[] {
  try {
    if (!isFile(path)) return [];
    const { apiPort, webPort } = readManifest({ path, text: readFileSync(path, 'utf8'), mode: 0 });
    return [apiPort, webPort].filter((port) => port !== undefined);
  } catch {
    return [];
  }
}

function isPlatform(directory: string): boolean {
  try {
    return (
      readdirSync(directory).some((name) => isComposeName(name) || name === '.gitmodules') ||
      isFile(join(directory, 'scripts/manage-extensions.sh'))
    );
  } catch {
    return false;
  }
}

function extensionFolders(root: string): string[] {
  return list(join(root, 'extensions'));
}

function list(directory: string): string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
      .map((entry) => entry.name)
      .sort();
  } catch {
    return [];
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
