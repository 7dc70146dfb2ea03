import { asText, get, isRecord, type Data } from '../records.js';
import type { WorkflowJob } from './model.js';
import { readSteps, readUses, type StepsFile } from './steps.js';

/** The jobs of a workflow, in order; what is not a map where one belongs is left out. */
export function readJobs(file: StepsFile): WorkflowJob[] {
  const jobs = get(file.data, 'jobs');
  return Object.entries(isRecord(jobs) ? jobs : {}).flatMap(([id, definition]) =>
    isRecord(definition) ? [readJob(file, id, definition)] : [],
  );
}

function readJob(file: StepsFile, id: string, definition: Data): WorkflowJob {
  const route = ['jobs', id];
  return {
    id,
    definition,
    position: file.locate(route),
    needs: texts(get(definition, 'needs')),
    uses: readUses(file, route, definition),
    steps: readSteps(file, route, definition),
  };
}

function texts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((each) => asText(each) ?? []);
}
