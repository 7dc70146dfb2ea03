import type { FileEdit } from '../../edit/edit.js';
import type { Route, YamlOperation, YamlValue } from '../../edit/yaml/operation.js';
import { routeIn } from './hardened-services.js';
import type { HardenedService } from './hardened-services.js';

/** Adds what is missing of `value` at these keys of a service; what is there wins. */
export function addToService(target: HardenedService, keys: string[], value: YamlValue): FileEdit {
  const operations = ensureEach(routeIn(target, ...keys), value);
  return { kind: 'yaml', file: target.file.path, operations };
}

/**
 * One operation per value of a block. What is missing below an alias then refuses the change with a
 * reason; a whole block would pass there as something that is already present.
 */
function ensureEach(route: Route, value: YamlValue): YamlOperation[] {
  if (!isMap(value)) return [{ op: 'ensure', route, value }];
  return Object.entries(value).flatMap(([key, child]) => ensureEach([...route, key], child));
}

function isMap(value: YamlValue): value is Readonly<Record<string, YamlValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
