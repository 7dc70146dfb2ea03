import { posix } from 'node:path';
import { asText, get, isRecord } from '../../extension/records.js';
import type { HardenedService } from './hardened-services.js';

/**
 * The services that extend none of the others: what these get comes along, and Compose would have an item
 * of a list twice, which it refuses. What is then still missing is seen in the next turn.
 */
export function withoutHeirs(targets: readonly HardenedService[]): HardenedService[] {
  return targets.filter((target) => {
    const passed = new Set<HardenedService>();
    for (let base = baseOf(target, targets); base !== undefined; base = baseOf(base, targets)) {
      if (passed.has(base)) break;
      passed.add(base);
    }
    return passed.size === 0 || passed.has(target);
  });
}

/** The one of `targets` that a service extends, in its file or in another one. */
function baseOf(
  { file, service }: HardenedService,
  targets: readonly HardenedService[],
): HardenedService | undefined {
  const extended = get(service.definition, 'extends');
  const name = isRecord(extended) ? get(extended, 'service') : extended;
  const written = isRecord(extended) ? asText(get(extended, 'file')) : undefined;
  const path = written === undefined ? file.path : posix.join(posix.dirname(file.path), written);
  return targets.find((each) => each.file.path === path && each.service.name === name);
}
