import type { ServiceBuild } from '../model.js';
import { asText, isRecord } from '../records.js';

/** `args` of a build in both of its forms: a map, or a list of `NAME=value` and `NAME`. */
export function readBuildArgs(args: unknown): ServiceBuild['args'] {
  if (isRecord(args)) {
    return Object.entries(args).map(([name, value]) => ({ name, value: asText(value) }));
  }
  const items: readonly unknown[] = Array.isArray(args) ? args : [];
  return items.flatMap((item) => {
    const [, name = '', value] = /^([^=]+)(?:=([^]*))?$/.exec(asText(item) ?? '') ?? [];
    return name === '' ? [] : [{ name, value }];
  });
}
