import { parseImage } from '../../extension/image-reference.js';
import type { Extension } from '../../extension/model.js';
import { get } from '../../extension/records.js';
import { ownRepositories } from '../docker-images/own-repositories.js';
import type { Rule } from '../rule.js';
import { addToService } from './add-to-service.js';
import { findingIn, hardenedServices, verdictOn } from './hardened-services.js';
import type { HardenedService } from './hardened-services.js';
import { withoutHeirs } from './heirs.js';
import { imageOf } from './image-of.js';
import { isUnprivileged, runningUser } from './running-user.js';
import { listeningPort } from './service-port.js';

/** Below it, binding takes a capability where the host is older than Docker 20.10. */
const FIRST_FREE_PORT = 1024;

/** A process that is not root has no use for root's capabilities. */
export const composeCapDrop: Rule = {
  meta: {
    id: 'compose-cap-drop',
    aspect: 'compose',
    severity: 'info',
    fix: 'review',
    group: 'service settings',
    title: 'Services that do not run as root drop all capabilities',
    failureTitle: 'Services keep capabilities they have no use for',
    why: 'A capability that nothing needs only serves who has broken in and found a way to become root.',
  },

  check(extension) {
    const targets = unprivileged(extension);
    if (targets.length === 0) {
      const reason = 'no service of its own is known to run as another user than root';
      return { status: 'not-applicable', reason };
    }
    const findings = targets.filter(keepsAll).map((target) => {
      const message = `${target.service.name} runs as ${runningUser(target) ?? ''} and keeps the capabilities of a root container.`;
      return findingIn(target, [], message);
    });
    return verdictOn(targets, findings);
  },

  fix(extension) {
    return withoutHeirs(unprivileged(extension).filter(keepsAll)).map((target) => ({
      summary: `take the capabilities from ${target.service.name}`,
      edits: [addToService(target, ['cap_drop'], ['ALL'])],
    }));
  },
};

/** Services with an image of the extension's own and a user that is known not to be root. */
function unprivileged(extension: Extension): HardenedService[] {
  const own = ownRepositories(extension);
  return hardenedServices(extension).filter((target) => {
    const { file, service, definition } = target;
    if (!own.runs(target) || !isUnprivileged(target) || hasCapablePrograms(target)) return false;
    if (get(definition, 'privileged') === true) return false;
    const port = listeningPort(extension, file.services, service, definition);
    return port === undefined || port >= FIRST_FREE_PORT;
  });
}

/** A program with capabilities of its own (`setcap`) is not even started where they are dropped. */
function hasCapablePrograms(target: HardenedService): boolean {
  const runs = target.service.dockerfile?.final.runs ?? [];
  const { name } = parseImage(imageOf(target));
  return name === 'caddy' || runs.some(({ script }) => /\bsetcap\b/.test(script));
}

/** Who names any capability has thought of them. */
function keepsAll({ definition }: HardenedService): boolean {
  return ['cap_drop', 'cap_add'].every((key) => (get(definition, key) ?? null) === null);
}
