import { kept } from '../../extension/kept.js';
import type { ComposeFile, ComposeKind, Extension, Service } from '../../extension/model.js';
import { get } from '../../extension/records.js';
import type { Data } from '../../extension/records.js';
import type { Finding, RuleResult } from '../rule.js';
import { verdict } from '../rule.js';
import { effectiveDefinition } from './effective-definition.js';

/** A service this extension runs in a deployment: what hardening is for. */
export interface HardenedService {
  readonly file: ComposeFile;
  readonly service: Service;
  /** The definition with aliases, merges and `extends` resolved. */
  readonly definition: Data;
}

/**
 * Services of production, staging and standalone files. Left alone: files that could not be read,
 * entries for the Platform's own services, and entries that run nothing (neither image nor build).
 */
export const hardenedServices = kept((extension: Extension): readonly HardenedService[] =>
  servicesOf(extension, (kind) => kind !== 'development'),
);

/** The same of the files that are for development only. */
export const developedServices = kept((extension: Extension): readonly HardenedService[] =>
  servicesOf(extension, (kind) => kind === 'development'),
);

/** A file for development that is not the Platform's business either: nothing but itself asks its ports. */
export function isOnlyForDevelopment({ kind, override }: ComposeFile): boolean {
  return kind === 'development' && !override;
}

function servicesOf(
  extension: Extension,
  isWanted: (kind: ComposeKind) => boolean,
): HardenedService[] {
  const files = extension.composeFiles.filter(
    ({ kind, problem }) => isWanted(kind) && problem === undefined,
  );
  return files.flatMap((file) => {
    // What the file below is hardened for need not be said again in an overlay of it.
    const below = files.find(({ path }) => path === file.below);
    const known = new Set(below?.services.map(({ name }) => name));
    return file.services.flatMap((service) => {
      if (service.role === 'platform' || known.has(service.name)) return [];
      const definition = effectiveDefinition(extension, file, service);
      return definition !== undefined && runsSomething(definition)
        ? [{ file, service, definition }]
        : [];
    });
  });
}

/** Does the service run an image built from this extension (and not a third party's)? */
export function runsOwnImage({ service, definition }: HardenedService): boolean {
  if (service.role === 'database') return false;
  if (service.role === 'api' || service.role === 'web') return true;
  return get(definition, 'build') !== undefined || service.dockerfile !== undefined;
}

export function routeIn({ service }: HardenedService, ...keys: string[]): string[] {
  return ['services', service.name, ...keys];
}

/** A finding at a key of the service, or at the nearest place above it that exists. */
export function findingIn(target: HardenedService, keys: string[], message: string): Finding {
  const { file } = target;
  return { file: file.path, ...file.locate(routeIn(target, ...keys)), message };
}

/** Pass or fail; not applicable where there is no service to look at. */
export function verdictOn(
  targets: readonly HardenedService[],
  findings: readonly Finding[],
): RuleResult {
  if (targets.length > 0) return verdict(findings);
  return {
    status: 'not-applicable',
    reason: 'no production, staging or standalone compose file runs such a service',
  };
}

function runsSomething(definition: Data): boolean {
  return ['image', 'build'].some((key) => (get(definition, key) ?? null) !== null);
}
