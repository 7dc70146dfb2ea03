import { isRoot, userOfImage } from '../../extension/dockerfile/base-user.js';
import { asText, get } from '../../extension/records.js';
import type { HardenedService } from './hardened-services.js';
import { imageOf } from './image-of.js';

/**
 * The user a service's program runs as, as written: what Compose says, else the Dockerfile, else the
 * base image; undefined where that is not known.
 */
export function runningUser(target: HardenedService): string | undefined {
  const { definition, service } = target;
  return (
    asText(get(definition, 'user')) ??
    service.dockerfile?.final.user ??
    userOfImage(imageOf(target))
  );
}

/** Is it known to run as somebody else than root? A variable may be anybody. */
export function isUnprivileged(target: HardenedService): boolean {
  const user = runningUser(target);
  return user !== undefined && !isRoot(user) && !user.includes('$');
}
