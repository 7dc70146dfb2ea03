import { isRoot } from '../../extension/dockerfile/base-user.js';
import type { HardenedService } from '../compose/hardened-services.js';
import { runningUser } from '../compose/running-user.js';
import { isNative } from './secret-files.js';

/** Users that base images bring along (docker-library/node, nginxinc; Debian's and Alpine's passwd). */
const KNOWN: ReadonlyMap<string, string> = new Map([
  ['node', '1000'],
  ['nginx', '101'],
  ['nonroot', '65532'],
  ['nobody', '65534'],
]);

/** The number of the user a service's program runs as; undefined where it has a name and no number is known. */
export function containerUid(target: HardenedService): string | undefined {
  // Their entrypoints read the files before they give up being root.
  if (isNative(target)) return '0';
  const [name = ''] = (runningUser(target) ?? '0').split(':');
  if (/^\d+$/.test(name)) return name;
  if (isRoot(name)) return '0';
  return target.service.dockerfile?.final.accounts.get(name) ?? KNOWN.get(name);
}
