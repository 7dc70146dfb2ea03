import type { FileEdit } from '../../edit/edit.js';
import type { YamlValue } from '../../edit/yaml/operation.js';
import { asText, get, isRecord } from '../../extension/records.js';
import type { Data } from '../../extension/records.js';
import type { Rule } from '../rule.js';
import { addToService } from './add-to-service.js';
import { findingIn, hardenedServices, routeIn, verdictOn } from './hardened-services.js';
import type { HardenedService } from './hardened-services.js';
import { withoutHeirs } from './heirs.js';

/** Strings: the logging drivers' options are, and Docker refuses numbers. */
const ROTATION = { 'max-size': '10m', 'max-file': '3' };

/** The json-file driver keeps everything unless it is told to rotate. */
export const composeLogging: Rule = {
  meta: {
    id: 'compose-logging',
    aspect: 'compose',
    severity: 'warning',
    fix: 'safe',
    group: 'service settings',
    title: 'Container logs are rotated',
    failureTitle: 'Container logs grow without limit',
    why: 'Docker keeps every line a container prints until the disk of the host is full.',
  },

  check(extension) {
    const targets = hardenedServices(extension);
    const findings = targets.flatMap((target) => {
      const missing = missingOptions(target);
      if (missing.length === 0) return [];
      const { name } = target.service;
      const message =
        missing.length === 2
          ? `${name} has no log rotation: its log grows until the disk is full.`
          : `The log rotation of ${name} has no ${missing.join('')}.`;
      return [findingIn(target, ['logging', 'options'], message)];
    });
    return verdictOn(targets, findings);
  },

  fix(extension) {
    return withoutHeirs(
      hardenedServices(extension).filter((target) => missingOptions(target).length > 0),
    ).map((target) => ({
      summary: `rotate the log of ${target.service.name}`,
      edits: [logging(target)],
    }));
  },
};

/** What others of the file share (`logging: *logging`) is repeated, where it has all. */
function logging(target: HardenedService): FileEdit {
  const { file, definition } = target;
  const anchor = get(definition, 'logging') === undefined ? sharedLogging(target) : undefined;
  if (anchor === undefined) return addToService(target, ['logging'], missingBlock(target));
  const operation = { op: 'alias', route: routeIn(target, 'logging'), anchor } as const;
  return { kind: 'yaml', file: file.path, operations: [operation] };
}

/** The one anchor of the logging that services use as an alias, if it is above this one and complete. */
function sharedLogging({ file, service }: HardenedService): string | undefined {
  const shared = file.services.flatMap(({ name, definition }) => {
    const route = ['services', name, 'logging'];
    const anchor = file.aliasAt(route);
    if (anchor === undefined || missingOptions({ definition }).length > 0) return [];
    return [{ anchor, line: file.locate([...route, 'options']).line }];
  });
  const [first] = shared;
  const isOne = shared.every(({ anchor }) => anchor === first?.anchor);
  const isWrittenHere = isRecord(get(get(file.data, 'services') as Data, service.name));
  const isAbove = first !== undefined && first.line < service.position.line;
  return isOne && isAbove && isWrittenHere ? first.anchor : undefined;
}

/** What a json-file log lacks; nothing for another driver, which was chosen and limits itself. */
function missingOptions({ definition }: Pick<HardenedService, 'definition'>): string[] {
  const logging = get(definition, 'logging');
  const block = isRecord(logging) ? logging : {};
  if ((asText(get(block, 'driver')) ?? 'json-file') !== 'json-file') return [];
  const options = get(block, 'options');
  // A list or text where a map belongs is for compose-valid to report.
  if (options !== undefined && options !== null && !isRecord(options)) return [];
  return Object.keys(ROTATION).filter((key) => get(options ?? {}, key) === undefined);
}

/** Only what is missing: what `extends` brings along must not be written a second time. */
function missingBlock(target: HardenedService): YamlValue {
  const missing = missingOptions(target);
  const logging = get(target.definition, 'logging');
  const driver = isRecord(logging) ? get(logging, 'driver') : undefined;
  const options = Object.entries(ROTATION).filter(([key]) => missing.includes(key));
  return {
    ...(driver === undefined ? { driver: 'json-file' } : {}),
    options: Object.fromEntries(options),
  };
}
