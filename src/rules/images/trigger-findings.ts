import { posix } from 'node:path';
import type { Extension } from '../../extension/model.js';
import { asText, get } from '../../extension/records.js';
import { isInScope } from '../../extension/source/scope.js';
import type { Workflow } from '../../extension/workflows/model.js';
import type { Finding } from '../rule.js';
import { inputOf } from './publishing-job.js';
import type { PublishingJob } from './publishing-job.js';
import { publishesReleases } from './tag-gaps.js';

/** What is wrong with when the publishing workflows run. When they run is for a person to decide. */
export function triggerFindings(extension: Extension, jobs: readonly PublishingJob[]): Finding[] {
  const workflows = [...new Set(jobs.map(({ workflow }) => workflow))];
  return workflows.flatMap((workflow) => [
    ...(workflows.some(mayRelease) ? [] : [releaseFinding(workflow)]),
    ...pullRequestFinding(workflow, jobs),
    ...['push', 'pull_request'].flatMap((event) => deadFilters(extension, workflow, event)),
  ]);
}

function mayRelease(workflow: Workflow): boolean {
  const elsewhere = ['workflow_call', 'workflow_run', 'repository_dispatch'];
  return publishesReleases({ workflow }) || elsewhere.some((event) => workflow.triggers.has(event));
}

function releaseFinding(workflow: Workflow): Finding {
  const message = `The tag of a release publishes no images: add "tags: ['v*']" below push.`;
  return { file: workflow.path, ...workflow.locate(['on', 'push']), message };
}

/** A pull request shows what a change does; its image is nobody's yet. */
function pullRequestFinding(workflow: Workflow, jobs: readonly PublishingJob[]): Finding[] {
  if (!workflow.triggers.has('pull_request')) return [];
  const steps = jobs
    .filter((job) => job.workflow === workflow && get(job.job.definition, 'if') === undefined)
    // Who tags images for pull requests means to.
    .filter((job) => !JSON.stringify(job.job.definition).includes('event=pr'))
    .flatMap(({ builds }) => builds)
    .filter(({ step }) => inputOf(step, 'push') === 'true' && !('if' in step.definition));
  return steps.slice(0, 1).map(({ step }) => ({
    file: workflow.path,
    ...step.position,
    message:
      "Pull requests push images too: write push: ${{ github.event_name != 'pull_request' }}.",
  }));
}

function deadFilters(extension: Extension, workflow: Workflow, event: string): Finding[] {
  const paths: unknown = get(workflow.triggers.get(event) ?? {}, 'paths');
  return (Array.isArray(paths) ? paths : []).flatMap((item: unknown, index) => {
    const filter = asText(item) ?? '';
    if (filter === '' || filter.startsWith('!') || canMatch(extension, filter)) return [];
    const message = `"${filter}" matches no file of the repository: changes there never start the workflow.`;
    return [{ file: workflow.path, ...workflow.locate(['on', event, 'paths', index]), message }];
  });
}

/** Could a path filter match? Where the model does not look into a directory, it could. */
function canMatch(extension: Extension, filter: string): boolean {
  const pattern = /[*?+[{]/;
  const parts = filter.replace(/^\.?\//, '').split('/');
  const firstPattern = parts.findIndex((part) => pattern.test(part));
  const literal = firstPattern < 0 ? parts : parts.slice(0, firstPattern);
  if (literal.length === 0) return true;
  const isWhole = literal.length === parts.length;
  for (let depth = 1; depth < literal.length; depth += 1) {
    if (!isInScope(literal.slice(0, depth).join('/'))) return true;
  }
  const path = literal.join('/');
  const directory = isWhole ? posix.dirname(path) : path;
  if (directory !== '.' && !isInScope(directory)) return true;
  return [...extension.paths].some(
    (known) => known.startsWith(`${path}/`) || (isWhole && known === path),
  );
}
