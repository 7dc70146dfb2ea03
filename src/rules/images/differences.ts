import type { YamlOperation, YamlValue } from '../../edit/yaml/operation.js';
import { isRecord } from '../../extension/records.js';

/** The operations that turn one value into the other; both have the same shape but for inputs. */
export function differences(
  route: readonly (string | number)[],
  before: unknown,
  after: unknown,
): YamlOperation[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.flatMap((item: unknown, index) =>
      differences([...route, index], item, after[index]),
    );
  }
  if (isRecord(before) && isRecord(after)) {
    const removed = Object.keys(before).filter((key) => !(key in after));
    return [
      ...removed.map((key): YamlOperation => ({ op: 'remove', route: [...route, key] })),
      ...Object.entries(after).flatMap(([key, value]): YamlOperation[] =>
        key in before
          ? differences([...route, key], before[key], value)
          : [{ op: 'ensure', route: [...route, key], value: value as YamlValue }],
      ),
    ];
  }
  return before === after ? [] : [{ op: 'set', route, value: after as YamlValue }];
}
