import { interpolate } from '../interpolate.js';
import type { DockerStage, Dockerfile } from '../model.js';
import { declarations } from './assignments.js';
import { readInputs } from './inputs.js';
import { readInstructions } from './instructions.js';
import type { Instruction } from './instructions.js';
import { StageState } from './stage.js';

export { toolsOfImage } from './base-image.js';
export { neededStages, stageNamed } from './needed-stages.js';

/** What a Dockerfile builds; undefined where it has no FROM (Docker would not build it either). */
export function readDockerfile(path: string, text: string): Dockerfile | undefined {
  const globals = new Map<string, string>();
  const states: StageState[] = [];
  const instructions = readInstructions(text);
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM') states.push(openStage(instruction, globals, states));
    else if (states.length > 0) states.at(-1)?.apply(instruction);
    else if (instruction.keyword === 'ARG') addGlobals(instruction.args, globals);
  }
  const stages = states.map((state) => state.finish());
  const final = stages.at(-1);
  return final === undefined ? undefined : { path, stages, final, ...readInputs(instructions) };
}

/** The same file built up to a stage (`target:`), named or numbered; undefined if there is none. */
export function withTarget(dockerfile: Dockerfile, target: string): Dockerfile | undefined {
  const wanted = target.toLowerCase();
  const final: DockerStage | undefined =
    dockerfile.stages.findLast((stage) => stage.name?.toLowerCase() === wanted) ??
    (/^\d+$/.test(target) ? dockerfile.stages[Number(target)] : undefined);
  return final === undefined ? undefined : { ...dockerfile, final };
}

function addGlobals(args: string, globals: Map<string, string>): void {
  for (const [name, value] of declarations(args)) {
    if (value !== undefined) globals.set(name, interpolate(value, (key) => globals.get(key)).text);
  }
}

function openStage(
  { args, position }: Instruction,
  globals: ReadonlyMap<string, string>,
  earlier: readonly StageState[],
): StageState {
  const [written = '', , name] = args.split(/\s+/);
  const { text, complete } = interpolate(written, (key) => globals.get(key));
  // BuildKit takes quotes away: `FROM "${REGISTRY}python:3.14"`.
  const image = (complete ? text : written).replace(/^(["'])(.*)\1$/, '$2');
  // Stage names are case-insensitive, and the latest one of a name counts.
  const parent = earlier.findLastIndex(({ name }) => name?.toLowerCase() === image.toLowerCase());
  if (parent < 0) return new StageState(name, image, position, globals);
  return new StageState(name, image, position, globals, earlier[parent], parent);
}
