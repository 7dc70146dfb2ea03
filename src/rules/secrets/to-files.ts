import type { FileEdit } from '../../edit/edit.js';
import type { YamlOperation, YamlValue } from '../../edit/yaml/operation.js';
import { environmentOf } from '../../extension/compose/environment.js';
import type { ComposeFile } from '../../extension/model.js';
import { get, isRecord } from '../../extension/records.js';
import { routeIn } from '../compose/hardened-services.js';
import type { HardenedService } from '../compose/hardened-services.js';
import type { SecretsMode } from '../options.js';
import { SECRETS, STAGING_SECRETS } from './directories.js';
import { MOUNT } from './secret-files.js';
import type { SecretVariable } from './secret-files.js';

/** Passes these variables of one compose file as secrets instead. */
export function passAsFiles(
  file: ComposeFile,
  variables: readonly SecretVariable[],
  mode: Exclude<SecretsMode, 'env'>,
): FileEdit {
  const targets = [...new Set(variables.map(({ target }) => target))];
  const names = [...new Set(variables.map(({ secret }) => secret))];
  const operations = [
    ...variables.filter((each) => !hasFile(each)).flatMap(replaceVariable),
    // From the last one on: each takes a place from the items behind it.
    ...variables.filter(hasFile).reverse().map(removeVariable),
    ...targets.flatMap((target) => grant(target, variables)),
    ...names.map((name): YamlOperation => ({
      op: 'ensure',
      route: ['secrets', name],
      value: definition(name, mode, file.kind === 'staging'),
    })),
  ];
  return { kind: 'yaml', file: file.path, operations };
}

function definition(name: string, mode: 'files' | 'swarm', isStaging: boolean): YamlValue {
  return mode === 'swarm'
    ? { external: true }
    : { file: `${isStaging ? STAGING_SECRETS : SECRETS}/${name}` };
}

/** Is the variable given as a file too? That one wins. */
function hasFile({ target, entry }: SecretVariable): boolean {
  const entries = environmentOf(target.service.definition);
  return entries.some(({ name }) => name === `${entry.name}_FILE`);
}

function removeVariable({ target, entry }: SecretVariable): YamlOperation {
  return { op: 'remove', route: [...routeIn(target, 'environment'), entry.place] };
}

/** An `env_file` may bring the variable along: only what is empty here takes that away from the container. */
function mayComeFromFile({ definition }: HardenedService): boolean {
  const files = get(definition, 'env_file');
  return Array.isArray(files) ? files.length > 0 : (files ?? '') !== '';
}

/** The variable under its new name, in its place. */
function replaceVariable({ target, entry, secret }: SecretVariable): YamlOperation[] {
  const name = `${entry.name}_FILE`;
  const route = routeIn(target, 'environment');
  const isInFile = mayComeFromFile(target);
  if (entry.form === 'list') {
    return [
      { op: 'set', route: [...route, entry.place], value: `${name}=${MOUNT}${secret}` },
      ...(isInFile ? [{ op: 'append', route, value: `${entry.name}=` } as const] : []),
    ];
  }
  if (isInFile) {
    return [
      { op: 'set', route: [...route, entry.place], value: '' },
      {
        op: 'insert',
        where: 'after',
        route: [...route, entry.place],
        key: name,
        value: `${MOUNT}${secret}`,
      },
    ];
  }
  return [
    { op: 'rename', route: [...route, entry.place], key: name },
    { op: 'set', route: [...route, name], value: `${MOUNT}${secret}` },
  ];
}

/** The service may read the secrets. */
function grant(target: HardenedService, variables: readonly SecretVariable[]): YamlOperation[] {
  const route = routeIn(target, 'secrets');
  const present = get(target.definition, 'secrets');
  const granted = (Array.isArray(present) ? (present as unknown[]) : []).map((item) =>
    isRecord(item) ? (get(item, 'target') ?? get(item, 'source')) : item,
  );
  const wanted = variables.filter((each) => each.target === target).map(({ secret }) => secret);
  const missing = [...new Set(wanted)].filter((name) => !granted.includes(name));
  if (missing.length === 0) return [];
  if (granted.length === 0) return [{ op: 'ensure', route, value: missing }];
  return missing.map((value): YamlOperation => ({ op: 'append', route, value }));
}
