import type { Extension } from '../../extension/model.js';
import type { ActionReference, WorkflowStep } from '../../extension/workflows/model.js';

type Route = readonly (string | number)[];

/** One `uses` of a workflow or composite action. */
export interface UsedAction extends ActionReference {
  readonly file: string;
  /** Where it is in the file. */
  readonly route: Route;
}

/** Every `uses` of the extension, once also where an alias repeats it. */
export function usedActions(extension: Extension): UsedAction[] {
  const inWorkflows = extension.workflows.flatMap(({ path, jobs }) =>
    jobs.flatMap((job) => {
      const route = ['jobs', job.id];
      const called = job.uses === undefined ? [] : [used(path, route, job.uses)];
      return [...called, ...ofSteps(path, route, job.steps)];
    }),
  );
  const inActions = extension.localActions.flatMap(({ path, steps }) =>
    ofSteps(path, ['runs'], steps),
  );
  const seen = new Set<string>();
  return [...inWorkflows, ...inActions].filter(({ file, position }) => {
    const place = `${file}:${position.line}:${position.column}`;
    return !seen.has(place) && seen.add(place);
  });
}

function ofSteps(file: string, route: Route, steps: readonly WorkflowStep[]): UsedAction[] {
  return steps.flatMap(({ index, uses }) =>
    uses === undefined ? [] : [used(file, [...route, 'steps', index], uses)],
  );
}

function used(file: string, route: Route, uses: ActionReference): UsedAction {
  return { ...uses, file, route: [...route, 'uses'] };
}
