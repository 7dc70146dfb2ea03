import type { Extension } from '../../extension/model.js';
import { get } from '../../extension/records.js';
import type { Change, Finding, Rule } from '../rule.js';
import { addToService } from './add-to-service.js';
import {
  isDisabled,
  hasTest,
  missingTimings,
  probeProgram,
  probeUrl,
  secondsOfRetries,
} from './existing-healthcheck.js';
import { findingIn, hardenedServices, verdictOn } from './hardened-services.js';
import type { HardenedService } from './hardened-services.js';
import { SERVER_TIMING, healthcheckNeed } from './healthcheck-need.js';
import { imageOf, surelyLacks } from './image-of.js';
import { httpProbe } from './probe.js';

/** Docker knows that a process runs; only a healthcheck knows that it answers. */
export const composeHealthcheck: Rule = {
  meta: {
    id: 'compose-healthcheck',
    aspect: 'compose',
    severity: 'error',
    fix: 'safe',
    title: 'Services have a healthcheck that works in their image',
    failureTitle: 'Services have no working healthcheck',
    why: 'Without one Docker calls a service healthy that hangs, and nothing can wait for it to be ready.',
  },

  check(extension) {
    const targets = hardenedServices(extension);
    const findings = targets.flatMap((target) => [
      ...absent(extension, target),
      ...incomplete(target),
      ...unrunnable(target),
    ]);
    return verdictOn(targets, findings);
  },

  fix(extension, options) {
    return hardenedServices(extension).flatMap((target): Change[] => {
      const { name } = target.service;
      const missing = healthcheckNeed(extension, target)?.edits;
      if (missing !== undefined) {
        return [{ summary: `add a healthcheck to ${name}`, edits: missing(options) }];
      }
      return completion(target);
    });
  },
};

function absent(extension: Extension, target: HardenedService): Finding[] {
  const need = healthcheckNeed(extension, target);
  return need === undefined ? [] : [findingIn(target, [], need.message)];
}

function incomplete(target: HardenedService): Finding[] {
  const missing = missingServerTimings(target);
  if (missing.length === 0) return [];
  const message = `The healthcheck of ${target.service.name} has no ${missing.join(', no ')}.`;
  return [findingIn(target, ['healthcheck'], message)];
}

/** A test is there and wins, whatever it asks; only its timings are completed. */
function completion(target: HardenedService): Change[] {
  const missing = missingServerTimings(target);
  if (missing.length === 0) return [];
  const timings = Object.entries(SERVER_TIMING).filter(([key]) => missing.includes(key));
  const edit = addToService(target, ['healthcheck'], Object.fromEntries(timings));
  return [{ summary: `complete the healthcheck of ${target.service.name}`, edits: [edit] }];
}

/** What databases bring along (mostly fast to start) is left as it is. */
function missingServerTimings({ service, definition }: HardenedService): string[] {
  const healthcheck = get(definition, 'healthcheck');
  const isServer = service.role === 'api' || service.role === 'web';
  if (!isServer || service.oneShot || isDisabled(healthcheck) || !hasTest(healthcheck)) return [];
  const missing = missingTimings(healthcheck, Object.keys(SERVER_TIMING));
  // So many failures in a row are a minute to start in, too.
  const isPatient = missing.join() === 'start_period' && secondsOfRetries(healthcheck) >= 60;
  return isPatient ? [] : missing;
}

/** A probe that its image cannot run: the service is never healthy. A person wrote it, so it stays. */
function unrunnable(target: HardenedService): Finding[] {
  const healthcheck = get(target.definition, 'healthcheck');
  const program = probeProgram(healthcheck);
  if (program === undefined || !surelyLacks(target, program)) return [];
  const url = probeUrl(healthcheck);
  const port = url === undefined ? 0 : Number(url.port === '' ? 80 : url.port);
  const instead = url === undefined ? undefined : httpProbe(target, port, url.pathname);
  const advice =
    instead === undefined
      ? ''
      : ` Use test: [${instead.map((word) => JSON.stringify(word)).join(', ')}]`;
  const message = `The healthcheck of ${target.service.name} runs ${program}, which its image (${imageOf(target)}) does not have.${advice}`;
  return [findingIn(target, ['healthcheck', 'test'], message)];
}
