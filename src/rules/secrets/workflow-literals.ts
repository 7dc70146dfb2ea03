import { asText, get, isRecord } from '../../extension/records.js';
import type { Data } from '../../extension/records.js';
import type { Workflow } from '../../extension/workflows/model.js';
import { isStandIn, literalIn } from './literals.js';
import type { Literal } from './literals.js';

/** A map of variables or inputs, and where it stands. */
interface Place {
  readonly values: Data;
  readonly route: readonly (string | number)[];
  readonly owner: string;
}

/**
 * Secrets that a workflow writes down in `env` or in the inputs of an action. The password of a
 * database that the workflow starts for its own tests is nobody's secret.
 */
export function workflowLiterals(workflow: Workflow): Literal[] {
  const throwaway = new Set(serviceValues(workflow));
  return places(workflow).flatMap(({ values, route, owner }) =>
    Object.entries(values).flatMap(([name, value]): Literal[] => {
      const text = asText(value) ?? '';
      // An expression is worked out when it runs: `${{ secrets.TOKEN }}`.
      if (text.includes('${{') || throwaway.has(text) || isStandIn(text)) return [];
      const literal = literalIn(name, text);
      if (literal === undefined || [...throwaway].some((each) => literal.includes(`:${each}@`))) {
        return [];
      }
      const position = workflow.locate([...route, name]);
      return [{ file: workflow.path, ...position, name, value: literal, owner }];
    }),
  );
}

function places({ path, data, jobs }: Workflow): Place[] {
  const found: (Omit<Place, 'values'> & { readonly values: unknown })[] = [
    { values: get(data, 'env'), route: ['env'], owner: path },
  ];
  for (const { id, definition, steps } of jobs) {
    const owner = `the job ${id}`;
    found.push({ values: get(definition, 'env'), route: ['jobs', id, 'env'], owner });
    for (const { index, definition: step } of steps) {
      for (const key of ['env', 'with']) {
        found.push({ values: get(step, key), route: ['jobs', id, 'steps', index, key], owner });
      }
    }
  }
  return found.flatMap(({ values, ...place }) => (isRecord(values) ? [{ ...place, values }] : []));
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
