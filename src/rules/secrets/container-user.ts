import { isRoot } from '../../extension/dockerfile/base-user.js';
import { parseImage } from '../../extension/image-reference.js';
import type { DockerStage } from '../../extension/model.js';
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
  return createdUid(target.service.dockerfile?.final, name) ?? KNOWN.get(name);
}

/**
 * Official images, and images built on them, that have no user like a person's: the first one to be
 * made gets the first number (UID_MIN of shadow's login.defs, FIRST_UID of adduser.conf, BusyBox).
 */
const WITHOUT_USERS = /^(python|debian|alpine)$/;
const FIRST_UID = '1000';

function createdUid(stage: DockerStage | undefined, name: string): string | undefined {
  const made = stage?.accounts.get(name);
  if (stage === undefined || made === undefined || made.uid !== undefined) return made?.uid;
  const { name: image, official, repository } = parseImage(stage.baseImage);
  const isKnown = (official && WITHOUT_USERS.test(image)) || repository.startsWith('tiangolo/');
  const others = [...stage.accounts.values()].filter((each) => each !== made && !each.isSystem);
  return isKnown && !made.isSystem && others.length === 0 ? FIRST_UID : undefined;
}
