import type { Extension } from '../../extension/model.js';
import type { Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { standaloneStack as stackOf } from './standalone/complete.js';
import { scripts } from './standalone/scripts.js';
import { sourceOf } from './standalone/source.js';
import { noteOn, stackFiles } from './standalone/stack-files.js';
import { deriveStack } from './standalone/stack.js';

/** An extension that only runs inside the Platform cannot be tried, moved or restored without it. */
export const standaloneStack: Rule = {
  meta: {
    id: 'standalone-stack',
    aspect: 'independence',
    severity: 'warning',
    fix: 'safe',
    title: 'The extension can be deployed without the Platform',
    failureTitle: 'Nothing runs the extension without the Platform',
    why: 'What only runs inside the Platform cannot be tried out, moved to another machine or restored without it.',
  },

  check(extension) {
    if (sourceOf(extension) === undefined && stackOf(extension) === undefined) {
      const reason = 'no production compose file runs an API or a web client';
      return { status: 'not-applicable', reason };
    }
    return verdict(stackOf(extension) === undefined ? missing(extension) : []);
  },

  fix(extension, options) {
    const source = sourceOf(extension);
    if (source === undefined || stackOf(extension) !== undefined) return [];
    const stack = deriveStack(extension, source, options);
    if (stack === undefined) return [];
    return [
      {
        summary: 'add a stack that needs no Platform',
        nextSteps: stack.files.map(
          ({ name, file, target }) =>
            `The stack without the Platform needs ${noteOn(name, target)} at ${file}.`,
        ),
        edits: [...stackFiles(extension, stack, options), ...scripts(extension, source, stack)],
      },
    ];
  },
};

function missing(extension: Extension): Finding[] {
  const source = sourceOf(extension);
  if (source === undefined) return [];
  const { path } = source.file;
  const position = source.file.locate(['services']);
  const message = `${path} is laid over the Platform's compose files, and nothing else runs ${extension.manifest.name}: it cannot be deployed without the Platform.`;
  return [{ file: path, ...position, message }];
}
