import { parseImage } from '../../extension/image-reference.js';
import { asText, get } from '../../extension/records.js';
import { interpolate } from '../../extension/interpolate.js';
import type { ComposeFile, Extension } from '../../extension/model.js';
import { hardenedServices, runsOwnImage } from '../compose/hardened-services.js';
import type { HardenedService } from '../compose/hardened-services.js';
import { passedSecrets } from './passed-secrets.js';
import type { PassedSecret } from './passed-secrets.js';

/** Where Docker mounts secrets (Compose specification, "secrets"). */
export const MOUNT = '/run/secrets/';

/** A secret variable of a service, and the secret that is to take its place. */
export interface SecretVariable extends PassedSecret {
  readonly target: HardenedService;
  /** The secret's name in the compose file, and that of its file. */
  readonly secret: string;
}

/**
 * The variables that database images read from files themselves (docker-library/postgres, /mysql,
 * /mariadb, /mongo: `file_env` of their entrypoints).
 */
const NATIVE: readonly (readonly [image: RegExp, variables: RegExp])[] = [
  [/^(postgres|postgis|pgvector|timescaledb(-ha)?)$/, /^POSTGRES_(PASSWORD|USER|DB|INITDB_ARGS)$/],
  [/^(mysql|mariadb)$/, /^(MYSQL|MARIADB)_(ROOT_)?PASSWORD$/],
  [/^mongo$/, /^MONGO_INITDB_ROOT_PASSWORD$/],
];

/** Services that are looked at: the extension's own programs, and databases that know `*_FILE`. */
export function secretTargets(extension: Extension): HardenedService[] {
  return hardenedServices(extension).filter(
    (target) =>
      (runsOwnImage(target) && target.service.role !== 'web') ||
      nativeVariables(target) !== undefined,
  );
}

/** Every secret that is passed in plain, file by file and service by service. */
export function secretVariables(extension: Extension): SecretVariable[] {
  const passed = secretTargets(extension).flatMap((target) =>
    passedSecrets(extension, target)
      .filter(({ entry }) => nativeVariables(target)?.test(entry.name) ?? runsOwnImage(target))
      .map((each) => ({ ...each, target })),
  );
  return passed.map((each) => ({ ...each, secret: nameOf(each, passed) }));
}

/** Does the image itself read the variable's file? */
export function isNative(target: HardenedService): boolean {
  return nativeVariables(target) !== undefined;
}

export function filesOf(variables: readonly SecretVariable[]): ComposeFile[] {
  return [...new Set(variables.map(({ target }) => target.file))];
}

function nativeVariables({ service, definition }: HardenedService): RegExp | undefined {
  if (service.role !== 'database') return undefined;
  const image =
    service.dockerfile?.final.baseImage ?? interpolate(asText(get(definition, 'image')) ?? '').text;
  const { name } = parseImage(image);
  return NATIVE.find(([known]) => known.test(name))?.[1];
}

type Passed = PassedSecret & { readonly target: HardenedService };

/**
 * The variable a value comes from is what services share, so the secret has its name. Two values
 * written down under one name are two secrets.
 */
function nameOf({ source, entry, literal, target }: Passed, all: readonly Passed[]): string {
  const name = (source ?? entry.name).toLowerCase();
  if (literal === undefined) return name;
  const isTaken = all.some(
    (other) =>
      other.target.file === target.file &&
      (other.source ?? other.entry.name).toLowerCase() === name &&
      other.literal !== literal,
  );
  return isTaken ? `${target.service.name}_${name}`.toLowerCase() : name;
}
