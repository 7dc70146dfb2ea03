import { asText, get, isRecord } from '../records.js';
import type { Data } from '../records.js';

/** One variable of a service's `environment`, in map or list form. */
export interface EnvironmentEntry {
  readonly name: string;
  /** As it is written: a boolean is not yet text. Undefined where the value comes from outside. */
  readonly value: unknown;
  /** The key or the index below `environment`. */
  readonly place: string | number;
  readonly form: 'map' | 'list';
}

export function environmentOf(definition: Data): EnvironmentEntry[] {
  const environment = get(definition, 'environment');
  if (Array.isArray(environment)) {
    return environment.flatMap((item: unknown, place) => {
      const [, name, value] = /^([^=]+)(?:=([^]*))?$/.exec(asText(item) ?? '') ?? [];
      return name === undefined ? [] : [{ name, value, place, form: 'list' as const }];
    });
  }
  return Object.entries(isRecord(environment) ? environment : {}).map(([name, value]) => ({
    name,
    value: value ?? undefined,
    place: name,
    form: 'map',
  }));
}
