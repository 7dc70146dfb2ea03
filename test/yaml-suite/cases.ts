import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** One case of the official YAML test suite. */
export interface SuiteCase {
  /** `229Q`, or `JEF9/1` where a file holds several. */
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly isValid: boolean;
}

interface Entry {
  readonly name?: string;
  readonly yaml?: string;
  readonly fail?: boolean;
  readonly skip?: boolean;
}

/** Reads the cases in `src/*.yaml` of the suite, in the form its ReadMe describes. */
export function readSuite(folder: string): SuiteCase[] {
  const files = readdirSync(join(folder, 'src')).filter((file) => file.endsWith('.yaml'));
  return files.sort().flatMap((file) => {
    const entries = parse(readFileSync(join(folder, 'src', file), 'utf8')) as Entry[];
    const id = file.replace(/\.yaml$/, '');
    let previous: Entry = {};
    return entries.flatMap((entry, i): SuiteCase[] => {
      // Fields that a case leaves out are those of the one before it; failing is not inherited.
      previous = { ...previous, ...entry };
      if (entry.skip === true) return [];
      return [
        {
          id: entries.length > 1 ? `${id}/${i}` : id,
          name: previous.name ?? '',
          text: withRealCharacters(previous.yaml ?? ''),
          isValid: entry.fail !== true,
        },
      ];
    });
  });
}

/** The suite writes characters that are hard to see as others. */
function withRealCharacters(text: string): string {
  return text
    .replaceAll('␣', ' ')
    .replace(/—*»/g, '\t')
    .replaceAll('↵', '')
    .replace(/∎\n$/, '')
    .replaceAll('←', '\r')
    .replaceAll('⇔', '\uFEFF');
}
