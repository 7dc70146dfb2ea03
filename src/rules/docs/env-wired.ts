import type { YamlOperation } from '../../edit/yaml/operation.js';
import type { Extension } from '../../extension/model.js';
import { get } from '../../extension/records.js';
import { findingIn, routeIn } from '../compose/hardened-services.js';
import type { Finding, Rule } from '../rule.js';
import { apiServices, type ApiService } from './environment/passing.js';
import { stateOf } from './environment/state.js';
import { wiringOf, type WiredValue } from './environment/wiring.js';

/** What a service is not given, with the value that hands it on. */
interface Gap {
  readonly service: ApiService;
  readonly values: readonly (readonly [string, WiredValue])[];
}

/** A setting that no compose file passes into the container cannot be set at all. */
export const envWired: Rule = {
  meta: {
    id: 'env-wired',
    aspect: 'docs',
    severity: 'warning',
    fix: 'safe',
    title: 'Every setting of the API reaches its container',
    failureTitle: 'Settings of the API do not reach its container',
    why: 'A variable that compose does not pass on has no effect, wherever it is set.',
  },

  check(extension) {
    const services = apiServices(extension);
    if (!extension.variables.some(({ code }) => code !== undefined) || services.length === 0) {
      const reason = 'no deployed API reads an environment variable';
      return { status: 'not-applicable', reason };
    }
    const missing = gaps(extension, services).map(notPassed);
    const idle = services.flatMap((service) => unread(extension, services, service));
    if (missing.length > 0) return { status: 'fail', findings: [...missing, ...idle] };
    return idle.length > 0 ? { status: 'manual', findings: idle } : { status: 'pass' };
  },

  fix(extension) {
    return gaps(extension, apiServices(extension)).map(({ service, values }) => {
      const { target } = service;
      const operations = values.map(([name, value]) => operation(service, name, value));
      return {
        summary: `pass ${count(values.length)} on to ${target.service.name} in ${target.file.path}`,
        edits: [{ kind: 'yaml', file: target.file.path, operations }],
      };
    });
  },
};

function count(number: number): string {
  return number === 1 ? '1 variable' : `${number} variables`;
}

function gaps(extension: Extension, services: readonly ApiService[]): Gap[] {
  return services.flatMap((service) => {
    const values = extension.variables.flatMap((variable) => {
      const value = wiringOf(variable, service);
      return value === undefined ? [] : [[variable.name, value] as const];
    });
    return values.length === 0 ? [] : [{ service, values }];
  });
}

function notPassed({ service: { target }, values }: Gap): Finding {
  const names = values.map(([name]) => name).join(', ');
  const message = `${target.service.name} is not given ${names}: setting them has no effect.`;
  return findingIn(target, ['environment'], message);
}

/** What a service is given and nothing of the extension reads. */
function unread(
  extension: Extension,
  services: readonly ApiService[],
  { target, passed }: ApiService,
): Finding[] {
  return extension.variables.flatMap((variable) => {
    const found = passed.get(variable.name);
    if (found === undefined || !stateOf(variable, services, extension).unread) return [];
    const message = `${target.service.name} is given ${variable.name}, and nothing in its code reads it: remove the line if no library does.`;
    return [{ file: found.file, ...found.position, message }];
  });
}

function operation({ target }: ApiService, name: string, value: WiredValue): YamlOperation {
  const own = get(target.service.definition, 'environment');
  if (!Array.isArray(own)) {
    return { op: 'ensure', route: routeIn(target, 'environment', name), value };
  }
  const item = value === null ? name : `${name}=${value}`;
  return { op: 'append', route: routeIn(target, 'environment'), value: item };
}
