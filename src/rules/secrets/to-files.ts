import type { FileEdit } from '../../edit/edit.js';
import type { YamlOperation, YamlValue } from '../../edit/yaml/operation.js';
import { environmentOf } from '../../extension/compose/environment.js';
import type { ComposeFile } from '../../extension/model.js';
import { get, isRecord } from '../../extension/records.js';
import { routeIn } from '../compose/hardened-services.js';
import type { HardenedService } from '../compose/hardened-services.js';
import type { SecretsMode } from '../options.js';
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
    ...variables.flatMap(replaceVariable),
    ...targets.flatMap((target) => grant(target, variables)),
    ...names.map((name): YamlOperation => ({
      op: 'ensure',
      route: ['secrets', name],
      value: definition(name, mode),
    })),
  ];
  return { kind: 'yaml', file: file.path, operations };
}

function definition(name: string, mode: 'files' | 'swarm'): YamlValue {
  return mode === 'swarm'
    ? { external: true }
    : { file: `\${SECRETS_DIR:-/deploy/secrets}/${name}` };
}

/** The variable under its new name in its place; one that is there under that name already wins. */
function replaceVariable({ target, entry, secret }: SecretVariable): YamlOperation[] {
  const name = `${entry.name}_FILE`;
  const route = routeIn(target, 'environment');
  const isThere = environmentOf(target.service.definition).some((each) => each.name === name);
  if (isThere) return [{ op: 'remove', route: [...route, entry.place] }];
  if (entry.form === 'list') {
    return [{ op: 'set', route: [...route, entry.place], value: `${name}=${MOUNT}${secret}` }];
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
