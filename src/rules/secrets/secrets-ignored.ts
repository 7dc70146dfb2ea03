import type { Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { ignoreFiles, ignoreMissing, missingPatterns } from './ignored-secrets.js';
import type { IgnoreFile } from './ignored-secrets.js';

/** One `git add .` or `COPY . .` is enough to give a secret away. */
export const secretsIgnored: Rule = {
  meta: {
    id: 'secrets-ignored',
    aspect: 'secrets',
    severity: 'error',
    fix: 'safe',
    title: 'Files with secrets are ignored by git and kept out of images',
    failureTitle: 'Files with secrets could be committed or built into an image',
    why: 'One `git add .` or `COPY . .` takes along the environment files and private keys that lie there.',
  },

  check(extension) {
    return verdict(ignoreFiles(extension).flatMap(toFinding));
  },

  fix(extension) {
    return ignoreFiles(extension)
      .filter((file) => missingPatterns(file).length > 0)
      .map((file) => ({
        summary: `keep secrets out with ${file.path}`,
        edits: [ignoreMissing(file)],
      }));
  },
};

function toFinding(file: IgnoreFile): Finding[] {
  const missing = missingPatterns(file);
  if (missing.length === 0) return [];
  const patterns = missing.join(', ');
  const what = file.tool === 'git' ? 'could be committed' : 'are copied into the image';
  const message =
    file.text === undefined
      ? `There is no ${file.path}: ${patterns} ${what}.`
      : `${file.path} does not name ${patterns}: such files ${what}.`;
  // A file that is not there has no place.
  const place = file.text === undefined ? file.without : file.path;
  return [{ file: place, line: 1, column: 1, message }];
}
