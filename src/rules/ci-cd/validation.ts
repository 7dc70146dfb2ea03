import { posix } from 'node:path';
import type { Extension } from '../../extension/model.js';
import { asText, get } from '../../extension/records.js';
import type { Workflow, WorkflowStep } from '../../extension/workflows/model.js';
import { composeStacks, type Stack } from './compose-stacks.js';

/** What no workflow checks before a change is merged. */
export interface Unchecked {
  readonly manifest: boolean;
  readonly stacks: readonly Stack[];
  readonly workflows: boolean;
}

/** Looks for checks by what steps do, whatever they are called. */
export function uncheckedParts(extension: Extension): Unchecked {
  const steps = extension.workflows
    .filter(runsOnChanges)
    .flatMap(({ jobs }) => jobs.flatMap((job) => job.steps));
  const scripts = steps.flatMap(({ run }) => run ?? []);
  return {
    manifest: !scripts.some(checksManifest),
    stacks: composeStacks(extension).filter(
      ({ path }) => !steps.some((step) => checks(step, path)),
    ),
    workflows: !steps.some(lintsWorkflows),
  };
}

/** The workflow that further checks belong in: it checks something on every change. */
export function validatingWorkflow(extension: Extension): Workflow | undefined {
  const found = extension.workflows.filter(
    (workflow) =>
      workflow.problem === undefined &&
      runsOnChanges(workflow) &&
      !isForSomePaths(workflow) &&
      workflow.jobs.some(({ steps }) =>
        steps.some(
          (step) =>
            lintsWorkflows(step) ||
            checksManifest(step.run ?? '') ||
            extension.composeFiles.some(({ path }) => checks(step, path)),
        ),
      ),
  );
  return found.find(({ path }) => /valid/i.test(posix.basename(path))) ?? found[0];
}

function isForSomePaths({ triggers }: Workflow): boolean {
  return [...triggers.values()].some((filters) => 'paths' in filters || 'paths-ignore' in filters);
}

/** Pull requests, or pushes to branches: a workflow for tags comes too late. */
function runsOnChanges({ triggers }: Workflow): boolean {
  const push = triggers.get('push');
  const isForTags = push !== undefined && 'tags' in push && !('branches' in push);
  return (
    (push !== undefined && !isForTags) ||
    ['pull_request', 'pull_request_target', 'merge_group', 'workflow_call'].some((event) =>
      triggers.has(event),
    )
  );
}

/** Not just reading a value of it: telling whether it is sound. */
function checksManifest(script: string): boolean {
  if (!/(^|[\s"'=/(<])(\.\/)?manifest\.json\b/m.test(script)) return false;
  return /\bjq\b[^\n]*(\s-e\b|--exit-status|\sempty\b)|json\.(load|tool)|JSON\.parse|jsonschema|\bajv\b|\bexit 1\b|::error|validate/.test(
    script,
  );
}

/** Does a step have Compose read a file? Without `-f` it reads the plain names. */
function checks({ run = '', definition }: WorkflowStep, path: string): boolean {
  if (!/\bdocker[ -]compose\b[^\n]*\s(config|convert|build|up|run|pull|create)\b/.test(run)) {
    return false;
  }
  const directory = asText(get(definition, 'working-directory')) ?? '.';
  const name = posix.relative(directory, path);
  const base = posix.basename(path);
  const words = run.split(/[\s"'=;()]+/).map((word) => word.replace(/^\.\//, ''));
  if (words.includes(name) || words.includes(path)) return true;
  // A loop over all of them, or a directory that was changed to.
  if (/compose[\w.-]*\*|\*[\w.-]*\.ya?ml|\bfind\b/.test(run)) return true;
  if (/\bcd\s/.test(run) && words.includes(base)) return true;
  const isPlain = /^(docker-)?compose(\.override)?\.ya?ml$/.test(name);
  return isPlain && !/\s(-f|--file)[\s=]/.test(run);
}

function lintsWorkflows({ run, uses }: WorkflowStep): boolean {
  return (
    /actionlint|zizmor/.test(run ?? '') || /actionlint|zizmor|super-linter/.test(uses?.action ?? '')
  );
}
