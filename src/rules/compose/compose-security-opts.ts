import type { Extension } from '../../extension/model.js';
import { ownRepositories } from '../docker-images/own-repositories.js';
import type { Rule } from '../rule.js';
import { findingIn, hardenedServices, verdictOn } from './hardened-services.js';
import type { HardenedService } from './hardened-services.js';
import { withoutHeirs } from './heirs.js';
import { addOption, missingOptions } from './process-options.js';

/** Three lines that every service can have: it gains no rights, leaves no zombies, finishes its requests. */
export const composeSecurityOpts: Rule = {
  meta: {
    id: 'compose-security-opts',
    aspect: 'compose',
    severity: 'warning',
    fix: 'safe',
    group: 'service settings',
    title: "The extension's services gain no privileges and stop in order",
    failureTitle: 'Services can gain privileges, or are killed when they stop',
    why: 'A program that was broken into becomes root through any setuid file, and ten seconds after a stop Docker kills what still answers.',
  },

  check(extension) {
    const targets = ownServices(extension);
    const findings = targets.flatMap((target) => {
      const missing = missingOptions(target);
      if (missing.length === 0) return [];
      const keys = missing.map(({ key }) =>
        key === 'security_opt' ? 'security_opt no-new-privileges' : key,
      );
      return [findingIn(target, [], `${target.service.name} has no ${keys.join(', no ')}.`)];
    });
    return verdictOn(targets, findings);
  },

  fix(extension) {
    const lacking = ownServices(extension).filter((target) => missingOptions(target).length > 0);
    return withoutHeirs(lacking).flatMap((target) =>
      // Each on its own: one that an alias forbids must not stop the others.
      missingOptions(target).map((missing) => ({
        summary: `give ${target.service.name} ${missing.key}`,
        edits: [{ kind: 'yaml', file: target.file.path, operations: [addOption(target, missing)] }],
      })),
    );
  },
};

function ownServices(extension: Extension): HardenedService[] {
  const own = ownRepositories(extension);
  return hardenedServices(extension).filter((target) => own.runs(target));
}
