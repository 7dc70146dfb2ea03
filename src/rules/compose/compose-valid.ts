import type { Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { brokenReferences } from './references.js';
import { schemaFindings } from './schema-findings.js';

/** What Compose would refuse, said before anybody runs it. */
export const composeValid: Rule = {
  meta: {
    id: 'compose-valid',
    aspect: 'compose',
    severity: 'error',
    fix: null,
    title: 'Compose files are valid',
    failureTitle: 'Compose files are not valid',
    why: 'Compose refuses the whole file, or ignores a key that looks as if it did something.',
  },

  check(extension) {
    const { composeFiles } = extension;
    if (composeFiles.length === 0) {
      return { status: 'not-applicable', reason: 'there is no compose file' };
    }
    return verdict(
      composeFiles.flatMap((file): Finding[] => {
        const { path, problem } = file;
        if (problem !== undefined) {
          return [{ file: path, ...problem.position, message: `The file ${problem.message}.` }];
        }
        const faults = [...schemaFindings(file.data), ...brokenReferences(extension, file)];
        return faults
          .map(({ route, message }) => ({ file: path, ...file.locate(route), message }))
          .sort((a, b) => a.line - b.line || a.column - b.column);
      }),
    );
  },
};
