import { kept } from '../../extension/kept.js';
import { asText, get, isRecord } from '../../extension/records.js';
import type { Data } from '../../extension/records.js';
import type { Workflow } from '../../extension/workflows/model.js';
import { isIssued } from '../docs/environment/secrets.js';
import { isMadeUp, isStandIn, literalIn } from './literals.js';
import type { Literal } from './literals.js';

const STARTS_CONTAINERS = /^\s*(?:sudo )?docker[ -]compose\b[^\n|;&]*\s(?:up|run)\b/m;

/** A map of variables or inputs, and where it stands. */
interface Place {
  readonly values: Data;
  readonly route: readonly (string | number)[];
  readonly owner: string;
  readonly job: string | undefined;
  readonly action: string | undefined;
}

/**
 * Secrets that a workflow writes down in `env` or in the inputs of an action. What a job runs beside
 * containers that it starts for itself lives as long as they do: neither the password of such a database
 * nor a key of the application's own is anybody's secret there.
 */
export const workflowLiterals = kept((workflow: Workflow): readonly Literal[] => {
  const throwaway = new Set(serviceValues(workflow));
  const testing = new Set(workflow.jobs.filter(hasContainers).map(({ id }) => id));
  return places(workflow).flatMap(({ values, route, owner, job, action }) =>
    Object.entries(values).flatMap(([name, value]): Literal[] => {
      const text = asText(value) ?? '';
      // An expression is worked out when it runs: `${{ secrets.TOKEN }}`.
      if (text.includes('${{') || throwaway.has(text) || isStandIn(text)) return [];
      if (text.toLowerCase() === name.toLowerCase()) return [];
      // Which secrets an action is to fetch, or to hand on: `path key | NAME`.
      if (name === 'secrets' && action !== undefined) return [];
      const literal = literalIn(name, text);
      if (literal === undefined) return [];
      if ([...throwaway].some((each) => `${literal}@`.includes(`:${each}@`))) return [];
      // What is set for all jobs is set for the one that has containers.
      const isTesting = job === undefined ? testing.size > 0 : testing.has(job);
      if (isTesting && action === undefined && (!isIssued(name) || isMadeUp(text))) return [];
      const position = workflow.locate([...route, name]);
      const site = { kind: 'workflow', route: [...route, name], text, job, action } as const;
      return [{ file: workflow.path, ...position, name, value: literal, owner, site }];
    }),
  );
});

function places({ path, data, jobs }: Workflow): Place[] {
  const found: (Omit<Place, 'values'> & { readonly values: unknown })[] = [
    { values: get(data, 'env'), route: ['env'], owner: path, job: undefined, action: undefined },
  ];
  for (const { id, definition, steps } of jobs) {
    const owner = `the job ${id}`;
    const place = { owner, job: id, action: undefined };
    found.push({ values: get(definition, 'env'), route: ['jobs', id, 'env'], ...place });
    for (const { index, definition: step, uses } of steps) {
      const route = ['jobs', id, 'steps', index];
      found.push({ values: get(step, 'env'), route: [...route, 'env'], ...place });
      const action = uses?.action;
      found.push({ values: get(step, 'with'), route: [...route, 'with'], ...place, action });
    }
  }
  return found.flatMap(({ values, ...place }) => (isRecord(values) ? [{ ...place, values }] : []));
}

/** Does a job have containers beside it, or start some on a machine that is thrown away after it? */
function hasContainers({ definition, steps }: Workflow['jobs'][number]): boolean {
  if (isRecord(get(definition, 'services'))) return true;
  const isThrownAway = asText(get(definition, 'runs-on'))?.startsWith('ubuntu-') === true;
  return isThrownAway && steps.some(({ run }) => STARTS_CONTAINERS.test(run ?? ''));
}

/** What the containers beside the jobs get: databases that live as long as the job. */
function serviceValues({ jobs }: Workflow): string[] {
  return jobs.flatMap(({ definition }) => {
    const services = get(definition, 'services');
    return Object.values(isRecord(services) ? services : {}).flatMap((service) => {
      const env = isRecord(service) ? get(service, 'env') : undefined;
      return Object.values(isRecord(env) ? env : {}).flatMap((value) => asText(value) ?? []);
    });
  });
}
