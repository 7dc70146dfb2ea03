import { environmentOf } from '../../../extension/compose/environment.js';
import type { Extension } from '../../../extension/model.js';
import { asText } from '../../../extension/records.js';
import type { HardenedService } from '../../compose/hardened-services.js';
import type { Engine } from './engines.js';

/** What a variable says of a database. */
export type Part = 'host' | 'user' | 'password' | 'name' | 'url';

/** A variable that says where a database is, or how to get in. */
export interface Setting {
  readonly variable: string;
  /** What the compose file gives it; undefined where only the code knows the variable. */
  readonly text: string | undefined;
  /** Its value is in a file of secrets: the variable's own name without `_FILE`. */
  readonly file: boolean;
}

const WORDS: Readonly<Record<Part, string>> = {
  host: '(SERVER|HOST|HOSTNAME|ADDRESS)',
  user: '(USER|USERNAME)',
  password: '(PASSWORD|PASSWD|PASS|PWD)',
  name: '(DB|NAME|DATABASE|DB_NAME)',
  url: '(URL|URI|DSN|CONNECTION_STRING)',
};

/** The settings of a service for one kind of database, by what they say. */
export function settingsFor(
  extension: Extension,
  { definition }: Pick<HardenedService, 'definition'>,
  { prefix }: Engine,
): (part: Part) => Setting | undefined {
  const entries = environmentOf(definition);
  return (part) => {
    const pattern = new RegExp(`^(?!TEST_)([A-Z]+_)?${prefix}_?${WORDS[part]}$`);
    const given = entries.find(({ name }) => pattern.test(name));
    if (given !== undefined) {
      return { variable: given.name, text: asText(given.value), file: false };
    }
    const file = entries.find(({ name }) => pattern.test(name.replace(/_FILE$/, '')));
    if (file !== undefined) {
      return { variable: file.name.replace(/_FILE$/, ''), text: asText(file.value), file: true };
    }
    const coded = extension.variables.find(
      ({ name, code }) => code !== undefined && pattern.test(name),
    );
    return coded && { variable: coded.name, text: undefined, file: false };
  };
}
