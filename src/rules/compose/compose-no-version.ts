import type { ComposeFile, Extension } from '../../extension/model.js';
import type { Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { isSwarmStack } from './swarm-stack.js';

/** Compose ignores the top-level `version` and warns about it on every command. */
export const composeNoVersion: Rule = {
  meta: {
    id: 'compose-no-version',
    aspect: 'compose',
    severity: 'info',
    fix: 'safe',
    title: 'Compose files have no obsolete version',
    failureTitle: 'Compose files have an obsolete version',
    why: 'Compose ignores it and prints a warning on every command.',
  },

  check(extension) {
    if (extension.composeFiles.length === 0) {
      return { status: 'not-applicable', reason: 'there is no compose file' };
    }
    return verdict(
      versioned(extension).map((file) => ({
        file: file.path,
        ...file.locate(['version']),
        message: 'The top-level "version" is obsolete: Compose ignores it and warns about it.',
      })),
    );
  },

  fix(extension) {
    return versioned(extension).map(({ path }) => ({
      summary: `remove version from ${path}`,
      edits: [{ kind: 'yaml', file: path, operations: [{ op: 'remove', route: ['version'] }] }],
    }));
  },
};

/** A comment that says for whom the file is, too. */
const SWARM = /#.*(?:\bswarm\b|\bstack deploy\b)/i;

function versioned(extension: Extension): ComposeFile[] {
  return extension.composeFiles.filter(
    (file) =>
      Object.hasOwn(file.data, 'version') &&
      !isSwarmStack(file) &&
      !SWARM.test(extension.files.get(file.path)?.text ?? ''),
  );
}
