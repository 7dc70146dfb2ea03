import type { Variable } from '../../../extension/environment/model.js';
import type { ComposeFile, Extension } from '../../../extension/model.js';
import { asText, get, isRecord } from '../../../extension/records.js';
import { DEPLOYMENT_VARIABLES } from '../../platform/deployment-variables.js';
import { apiServices } from '../environment/passing.js';
import { stateOf } from '../environment/state.js';
import type { VariableState } from '../environment/state.js';

/** A secret or another file that the deployment reads from the machine. */
export interface FileFacts {
  readonly name: string;
  /** Its path, as the compose file writes it. */
  readonly path: string;
}

/** What has to be set, and what does not arrive. */
export interface VariableFacts {
  /** Without a value of these nothing starts, or it starts wrongly. */
  readonly required: readonly string[];
  /** Read by the override, and not among what the Platform's deploy job has: only defaults apply. */
  readonly unlisted: readonly string[];
  /** Those of them that have no default. */
  readonly blank: readonly string[];
  /** A list of origins that is read as JSON. */
  readonly jsonList: string | undefined;
  readonly secrets: readonly FileFacts[];
  /** Keys and other files that the Platform provides. */
  readonly files: readonly FileFacts[];
}

/** Reads them off the variables, and off the secrets and configs of a compose file. */
export function variableFacts(
  extension: Extension,
  override: ComposeFile | undefined,
  stack: ComposeFile | undefined,
): VariableFacts {
  const services = apiServices(extension);
  const states = extension.variables.map((variable) => stateOf(variable, services, extension));
  const unlisted = states.filter(
    ({ variable }) =>
      !DEPLOYMENT_VARIABLES.has(variable.name) && isReadBy(variable, override?.path),
  );
  const file = stack ?? override;
  return {
    required: states
      .filter(isRequired)
      .filter(({ variable }) => !isOnlyFor(variable, /\.tls\.ya?ml$/))
      .map(nameOf),
    unlisted: unlisted.map(nameOf),
    blank: unlisted
      .filter(({ required, fallback }) => required && (fallback ?? '') === '')
      .map(nameOf),
    jsonList: extension.variables.find(
      ({ code }) => code?.json === true && code.type?.kind === 'list',
    )?.name,
    secrets: filesOf(file, 'secrets'),
    files: filesOf(file, 'configs'),
  };
}

/** The version is what every deployment is about; it is named with each. */
function isRequired({ variable, required, fallback, fromFile }: VariableState): boolean {
  return required && (fallback ?? '') === '' && fromFile === undefined && variable.name !== 'TAG';
}

/** Asked for by an overlay that not everybody uses. */
function isOnlyFor({ code, compose }: Variable, pattern: RegExp): boolean {
  return (
    code === undefined && compose.length > 0 && compose.every(({ file }) => pattern.test(file))
  );
}

function isReadBy({ compose }: Variable, path: string | undefined): boolean {
  return compose.some(({ file }) => file === path);
}

function nameOf({ variable }: VariableState): string {
  return variable.name;
}

function filesOf(file: ComposeFile | undefined, key: 'secrets' | 'configs'): FileFacts[] {
  const all = file === undefined ? undefined : get(file.data, key);
  return Object.entries(isRecord(all) ? all : {}).flatMap(([name, value]) => {
    const path = isRecord(value) ? asText(get(value, 'file')) : undefined;
    return path === undefined ? [] : [{ name, path }];
  });
}
