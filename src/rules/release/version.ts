import type { Manifest } from '../../extension/model.js';

/** A semantic version (semver.org), less strict than theirs about leading zeros. */
const SEMVER = /^\d+\.\d+\.\d+(-[\da-zA-Z.-]+)?(\+[\da-zA-Z.-]+)?$/;

/** The version in manifest.json, where a tag can be made from it: v1.2.3. */
export function releasableVersion({ version }: Manifest): string | undefined {
  return version !== undefined && SEMVER.test(version) ? version : undefined;
}
