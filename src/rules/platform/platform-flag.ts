import type { YamlOperation } from '../../edit/yaml/operation.js';
import type { ComposeFile, Extension } from '../../extension/model.js';
import { asText } from '../../extension/records.js';
import type { Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { environmentOf } from '../../extension/compose/environment.js';
import type { EnvironmentEntry } from '../../extension/compose/environment.js';
import { overrides, runsAlone } from './overrides.js';

const WEB = 'web_nei';
/** The Platform's web client compares with exactly this text. */
const ON = 'True';

/** What is wrong in one override, and the operations that put it right. */
interface Fault {
  readonly file: ComposeFile;
  readonly entry: EnvironmentEntry;
  readonly message: string;
  readonly operations: readonly YamlOperation[];
}

/** An extension that was started from a copy of another one often still switches on the other. */
export const platformFlag: Rule = {
  meta: {
    id: 'platform-flag',
    aspect: 'platform',
    severity: 'error',
    fix: 'safe',
    title: 'The overrides switch on this extension',
    failureTitle: "The overrides do not switch on this extension in the Platform's web client",
    why: "The Platform's web client shows an extension only if its ENABLE_ variable is exactly True.",
  },

  check(extension) {
    if (overrides(extension).length === 0) return runsAlone;
    return verdict(faults(extension).map(asFinding));
  },

  fix(extension) {
    return faults(extension)
      .filter(({ operations }) => operations.length > 0)
      .map(({ file, operations }) => ({
        summary: `set ${flagOf(extension)} on ${WEB} in ${file.path}`,
        edits: [{ kind: 'yaml', file: file.path, operations }],
      }));
  },
};

function asFinding({ file, entry, message }: Fault): Finding {
  const position = file.locate(['services', WEB, 'environment', entry.place]);
  return { file: file.path, ...position, message };
}

function flagOf(extension: Extension): string {
  return `ENABLE_${extension.manifest.name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;
}

function faults(extension: Extension): Fault[] {
  const flag = flagOf(extension);
  return overrides(extension).flatMap((file) => {
    const web = file.services.find(({ name }) => name === WEB);
    const flags = environmentOf(web?.definition ?? {}).filter(({ name }) => /^ENABLE_./.test(name));
    const own = flags.find(({ name }) => name === flag);
    return own === undefined ? absentFlag(file, flag, flags) : wrongValue(file, own);
  });
}

/** One flag of another extension is taken for a slip; of several, a person has to say which. */
function absentFlag(file: ComposeFile, flag: string, others: EnvironmentEntry[]): Fault[] {
  const [other, ...more] = others;
  if (other === undefined) return [];
  const names = others.map(({ name }) => name).join(' and ');
  const message = `${WEB} gets ${names}, but not ${flag}: the web client does not show this extension.`;
  return [{ file, entry: other, message, operations: more.length > 0 ? [] : rename(other, flag) }];
}

function rename(entry: EnvironmentEntry, flag: string): YamlOperation[] {
  const route = ['services', WEB, 'environment', entry.place];
  if (entry.form === 'map') {
    const renamed = ['services', WEB, 'environment', flag];
    const renaming: YamlOperation = { op: 'rename', route, key: flag };
    return meansOn(entry) ? [renaming, { op: 'set', route: renamed, value: ON }] : [renaming];
  }
  const value = meansOn(entry) ? ON : entry.value;
  const item = typeof value === 'string' ? `${flag}=${value}` : flag;
  return [{ op: 'set', route, value: item }];
}

function wrongValue(file: ComposeFile, entry: EnvironmentEntry): Fault[] {
  const { name, value, place, form } = entry;
  // A value that a variable decides is known where it is deployed only.
  if (value === undefined || value === ON || asText(value)?.includes('$')) return [];
  const message = `${name} is ${shown(value)}, and the web client shows the extension only for exactly "True".`;
  const route = ['services', WEB, 'environment', place];
  const operation: YamlOperation = {
    op: 'set',
    route,
    value: form === 'map' ? ON : `${name}=${ON}`,
  };
  return [{ file, entry, message, operations: meansOn(entry) ? [operation] : [] }];
}

/** Written to say yes, in a way that does not arrive as `True`: `true`, or quotes in a list item. */
function meansOn({ value }: EnvironmentEntry): boolean {
  return value !== ON && /^["']?true["']?$/i.test(asText(value) ?? '');
}

/** YAML's `True` without quotes is a boolean, and Compose passes it as `true`. */
function shown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : `passed as "${asText(value) ?? ''}"`;
}
