import type { ComposeFile, Extension } from '../../extension/model.js';
import { get, isRecord } from '../../extension/records.js';
import type { Rule } from '../rule.js';
import { addToService } from './add-to-service.js';
import { findingIn, hardenedServices, verdictOn } from './hardened-services.js';
import type { HardenedService } from './hardened-services.js';
import { withoutHeirs } from './heirs.js';
import { isSwarmStack } from './swarm-stack.js';

/** Without a policy a container that crashes, or a host that reboots, leaves the service down. */
export const composeRestart: Rule = {
  meta: {
    id: 'compose-restart',
    aspect: 'compose',
    severity: 'warning',
    fix: 'safe',
    title: 'Long-running services restart',
    failureTitle: 'Services stay down after a crash or a reboot',
    why: 'Docker does not restart a container on its own unless a policy says so.',
  },

  check(extension) {
    const targets = longRunning(extension);
    const findings = targets
      .filter((target) => !hasPolicy(target))
      .map((target) => {
        const { name } = target.service;
        const message = `${name} has no restart policy: after a crash or a reboot it stays down.`;
        return findingIn(target, [], message);
      });
    return verdictOn(targets, findings);
  },

  fix(extension) {
    return withoutHeirs(longRunning(extension).filter((target) => !hasPolicy(target))).map(
      (target) => ({
        summary: `restart ${target.service.name} when it stops`,
        edits: [addToService(target, ['restart'], usualPolicy(target.file))],
      }),
    );
  },
};

function longRunning(extension: Extension): HardenedService[] {
  return hardenedServices(extension).filter(({ service }) => !service.oneShot);
}

/** Swarm has one for all that says nothing else: it restarts whatever stops. */
function hasPolicy({ file, definition }: HardenedService): boolean {
  if (isSwarmStack(file)) return true;
  const deploy = get(definition, 'deploy');
  const swarmPolicy = isRecord(deploy) ? get(deploy, 'restart_policy') : undefined;
  return [get(definition, 'restart'), swarmPolicy].some((policy) => (policy ?? null) !== null);
}

/** The policy most services of the file have. */
function usualPolicy({ services }: ComposeFile): string {
  const count = (policy: string): number =>
    services.filter(({ definition }) => get(definition, 'restart') === policy).length;
  return count('always') > count('unless-stopped') ? 'always' : 'unless-stopped';
}
