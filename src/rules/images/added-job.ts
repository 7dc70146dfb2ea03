import { posix } from 'node:path';
import type { YamlOperation } from '../../edit/yaml/operation.js';
import type { Extension } from '../../extension/model.js';
import type { WorkflowStep } from '../../extension/workflows/model.js';
import type { Change } from '../rule.js';
import { adapter } from './adapt.js';
import { copyOf } from './copied-job.js';
import { differences } from './differences.js';
import { gapsOf } from './gaps.js';
import type { OwnImage } from './own-images.js';
import { argumentLines, relativePath } from './publish-workflow.js';
import type { PublishedImage } from './published-images.js';
import type { PublishingJob } from './publishing-job.js';
import { buildSteps, inputOf, routeIn, stepsUsing } from './publishing-job.js';

/** An image that no job publishes yet, and what its own one is called. */
export interface UnpublishedImage {
  readonly image: OwnImage;
  readonly published: PublishedImage;
}

/**
 * Adds a job for an image, a copy of one that publishes another image: same steps, same pins, same
 * style. Undefined where none can be copied: a matrix, scripts of its own, or several images.
 */
export function addedJob(
  extension: Extension,
  jobs: readonly PublishingJob[],
  missing: UnpublishedImage,
): Change | undefined {
  const model = jobs.findLast((job) => isCopyable(job));
  const [build] = model?.builds ?? [];
  if (model === undefined || build === undefined) return undefined;
  const adapt = adapter(build.image, missing.image);
  const id = freshId(adapt(model.job.id), model, missing.image);
  const inputs = buildInputs(build.step, missing);
  const job = copyOf(extension, model, id, adapt, inputs, missing);
  const operations: YamlOperation[] = [
    { op: 'duplicate', route: routeIn(model), key: id },
    ...differences(routeIn(job), model.job.definition, job.job.definition),
    ...gapsOf(extension, job, false).flatMap(({ operations: missing = [] }) => missing),
  ];
  const { path } = model.workflow;
  return {
    summary: `publish the ${missing.image.title} as ${model.job.id} does`,
    edits: [{ kind: 'yaml', file: path, operations }],
  };
}

/** One image, built by docker/build-push-action, and no script that knows which. */
function isCopyable(job: PublishingJob): boolean {
  const [build] = job.builds;
  const strategy = job.job.definition.strategy;
  return (
    job.builds.length === 1 &&
    build !== undefined &&
    strategy === undefined &&
    buildSteps(job).length === 1 &&
    stepsUsing(job, 'docker/build-push-action').length === 1 &&
    job.job.steps.every(({ run }) => run === undefined || !mentions(run, build.image))
  );
}

function mentions(script: string, image: OwnImage): boolean {
  return script !== adapter(image, { ...image, id: '?', service: '?', title: '?' })(script);
}

function freshId(adapted: string, { workflow }: PublishingJob, image: OwnImage): string {
  const taken = workflow.jobs.map(({ id }) => id);
  const candidates = [adapted, image.id, `publish-${image.id}`, `publish-${image.service}`];
  return candidates.find((id) => !taken.includes(id)) ?? `${adapted}-${taken.length + 1}`;
}

/** What the build step of the new image is given; undefined for an input it must not have. */
function buildInputs(
  step: WorkflowStep,
  { published }: UnpublishedImage,
): Readonly<Record<string, string | undefined>> {
  const plain = [inputOf(step, 'context'), inputOf(step, 'file')].some(
    (path) => path !== undefined && path !== '.' && !path.startsWith('./'),
  );
  const path = (text: string): string => (plain ? text : relativePath(text));
  const isDefault = published.dockerfile === posix.join(published.context, 'Dockerfile');
  const args = argumentLines(published.buildArgs);
  return {
    // A lone dot would be written in quotes.
    context: published.context === '.' ? './' : path(published.context),
    file: isDefault && inputOf(step, 'file') === undefined ? undefined : path(published.dockerfile),
    target: published.target,
    'build-args': args.length === 0 ? undefined : `${args.join('\n')}\n`,
  };
}
