import type { YamlValue } from '../../edit/yaml/operation.js';
import type { Extension } from '../../extension/model.js';
import type { Options } from '../options.js';
import type { Rule } from '../rule.js';
import { addToService } from './add-to-service.js';
import { findingIn, hardenedServices, runsOwnImage, verdictOn } from './hardened-services.js';
import type { HardenedService } from './hardened-services.js';
import { largeNeed } from './large-needs.js';
import { withoutHeirs } from './heirs.js';
import { legacyCompletion, missingLimits, missingResources } from './resources.js';

const NAMES = { cpus: 'CPU', memory: 'memory' };

/** One service must not take the whole host down with it. */
export const composeResourceLimits: Rule = {
  meta: {
    id: 'compose-resource-limits',
    aspect: 'compose',
    severity: 'warning',
    fix: 'safe',
    group: 'service settings',
    title: "The extension's services have CPU and memory limits",
    failureTitle: 'Services can take all CPU or memory of the host',
    why: 'A leak or a busy loop in one service takes the Platform and every other extension down.',
  },

  check(extension) {
    const targets = ownServices(extension);
    const findings = targets.flatMap((target) => {
      const missing = missingLimits(target.definition);
      if (missing.length === 0) return [];
      const names = missing.map((resource) => NAMES[resource]).join(' and no ');
      const need = largeNeed(extension, target);
      const why = need === undefined ? '.' : `: ${need}, so only you know what to write.`;
      const message = `${target.service.name} has no ${names} limit${why}`;
      return [findingIn(target, ['deploy', 'resources', 'limits'], message)];
    });
    return verdictOn(targets, findings);
  },

  fix(extension, options) {
    const limited = ownServices(extension).filter(
      (target) =>
        Object.keys(completion(target, options).value).length > 0 &&
        (options.serviceLimits[target.service.name] !== undefined ||
          largeNeed(extension, target) === undefined),
    );
    return withoutHeirs(limited).map((target) => {
      const { keys, value } = completion(target, options);
      const summary = `limit the resources of ${target.service.name}`;
      return { summary, edits: [addToService(target, keys, value)] };
    });
  },
};

function ownServices(extension: Extension): HardenedService[] {
  return hardenedServices(extension).filter(runsOwnImage);
}

interface Completion {
  readonly keys: string[];
  readonly value: Readonly<Record<string, YamlValue>>;
}

/** Completes the form that the service uses; empty where nothing can be added safely. */
function completion({ definition, service }: HardenedService, options: Options): Completion {
  if (missingLimits(definition).length === 0) return { keys: [], value: {} };
  const ofRole = service.role === 'web' ? options.webLimits : options.apiLimits;
  const limits = { ...ofRole, ...options.serviceLimits[service.name] };
  const legacy = legacyCompletion(definition, limits);
  if (legacy !== undefined) return { keys: [], value: legacy };
  const value = missingResources(definition, limits);
  const isEmpty = Object.keys(value.limits ?? {}).length === 0;
  return { keys: ['deploy', 'resources'], value: isEmpty ? {} : value };
}
