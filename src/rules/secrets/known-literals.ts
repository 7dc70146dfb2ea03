import { isDockerfileName } from '../../extension/source/scope.js';
import type { Extension } from '../../extension/model.js';
import { posix } from 'node:path';
import { composeLiterals } from './compose-literals.js';
import { dockerfileLiterals } from './dockerfile-literals.js';
import type { Literal } from './literals.js';
import { workflowLiterals } from './workflow-literals.js';

const HIDDEN = '****';

/** Every secret that is written into any file, also those for development: what must not be shown. */
export function knownLiterals(extension: Extension): Literal[] {
  return [
    ...extension.composeFiles.flatMap(composeLiterals),
    ...[...extension.files.values()]
      .filter(({ path }) => isDockerfileName(posix.basename(path)))
      .flatMap(dockerfileLiterals),
    ...extension.workflows.flatMap(workflowLiterals),
  ];
}

/**
 * A line of one of these secrets' files with their values hidden: where they stand behind their
 * names, and anywhere for the lines of a longer one such as a private key.
 */
export function withoutSecrets(line: string, secrets: readonly Literal[]): string {
  return secrets.reduce((shown, { name, value }) => {
    const lines = value.split(/\r?\n/).map((each) => each.trim());
    if (lines.length > 1) {
      const long = lines.filter((each) => each.length >= 8);
      return long.reduce((text, each) => text.replaceAll(each, HIDDEN), shown);
    }
    const at = shown.indexOf(name);
    if (at < 0) return shown;
    const start = at + name.length;
    const behind = shown.slice(start);
    if (behind.includes(value)) return shown.slice(0, start) + behind.replaceAll(value, HIDDEN);
    // Written with quotes or escapes it looks different: nothing behind the name is shown.
    const separator = /^["']?\s*[:=]?\s*/.exec(behind)?.[0] ?? '';
    return /["'\\]/.test(value) ? shown.slice(0, start) + separator + HIDDEN : shown;
  }, line);
}
