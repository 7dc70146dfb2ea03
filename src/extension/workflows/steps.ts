import type { SourceFile } from '../model.js';
import { asText, get, isRecord, type Data } from '../records.js';
import type { YamlFile } from '../yaml/parse.js';
import { readAction } from './action.js';
import type { ActionReference, WorkflowStep } from './model.js';
import { trailingComment } from './trailing-comment.js';

type Route = readonly (string | number)[];

/** A file with steps: what it says, and its text for the comments in it. */
export type StepsFile = Pick<YamlFile, 'data' | 'locate'> & Pick<SourceFile, 'text'>;

/** The `steps` of a job or composite action at `route`; what is not a map is left out. */
export function readSteps(file: StepsFile, route: Route, definition: Data): WorkflowStep[] {
  const steps: unknown = get(definition, 'steps');
  return (Array.isArray(steps) ? steps : []).flatMap((step: unknown, index) =>
    isRecord(step) ? [readStep(file, [...route, 'steps', index], step)] : [],
  );
}

function readStep(file: StepsFile, route: Route, definition: Data): WorkflowStep {
  const inputs = get(definition, 'with');
  return {
    index: Number(route.at(-1)),
    definition,
    position: file.locate(route),
    uses: readUses(file, route, definition),
    run: asText(get(definition, 'run')),
    with: isRecord(inputs) ? inputs : {},
  };
}

/** What a job or step at `route` uses. */
export function readUses(
  file: StepsFile,
  route: Route,
  definition: Data,
): ActionReference | undefined {
  const text = asText(get(definition, 'uses'));
  if (text === undefined) return undefined;
  const position = file.locate([...route, 'uses']);
  const comment = trailingComment(file.text, position, text);
  return { ...readAction(text), comment, position };
}
