import { asText, get, isRecord, type Data } from '../records.js';
import type { YamlFile } from '../yaml/parse.js';
import { readAction } from './action.js';
import type { ActionReference, WorkflowJob, WorkflowStep } from './model.js';

/** The jobs of a workflow, in order; what is not a map where one belongs is left out. */
export function readJobs(file: YamlFile): WorkflowJob[] {
  const jobs = get(file.data, 'jobs');
  return Object.entries(isRecord(jobs) ? jobs : {}).flatMap(([id, definition]) =>
    isRecord(definition) ? [readJob(file, id, definition)] : [],
  );
}

function readJob(file: YamlFile, id: string, definition: Data): WorkflowJob {
  const route = ['jobs', id];
  const steps: unknown = get(definition, 'steps');
  return {
    id,
    definition,
    position: file.locate(route),
    needs: texts(get(definition, 'needs')),
    uses: usesOf(file, definition, route),
    steps: (Array.isArray(steps) ? steps : []).flatMap((step: unknown, index) =>
      isRecord(step) ? [readStep(file, [...route, 'steps', index], step)] : [],
    ),
  };
}

function readStep(
  file: YamlFile,
  route: readonly (string | number)[],
  definition: Data,
): WorkflowStep {
  const inputs = get(definition, 'with');
  return {
    index: Number(route.at(-1)),
    definition,
    position: file.locate(route),
    uses: usesOf(file, definition, route),
    run: asText(get(definition, 'run')),
    with: isRecord(inputs) ? inputs : {},
  };
}

function usesOf(
  file: YamlFile,
  definition: Data,
  route: readonly (string | number)[],
): ActionReference | undefined {
  const text = asText(get(definition, 'uses'));
  if (text === undefined) return undefined;
  return { ...readAction(text), position: file.locate([...route, 'uses']) };
}

function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((each) => asText(each) ?? []);
}
