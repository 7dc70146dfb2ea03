import { get } from '../../extension/records.js';
import type { WorkflowStep } from '../../extension/workflows/model.js';
import type { Gap, PublishingJob } from './publishing-job.js';
import { buildSteps, inputOf, routeIn, stepsUsing } from './publishing-job.js';

/** What the steps that build lack: a cache of their own, labels, provenance and an SBOM. */
export function buildGaps(job: PublishingJob, isOnly: boolean): Gap[] {
  return buildSteps(job).flatMap((step) => [
    ...cacheGaps(job, step, isOnly),
    ...labelGaps(job, step),
    ...attestationGaps(job, step),
  ]);
}

/** Builds without a scope share one cache, and each throws out what the other one kept. */
function cacheGaps(job: PublishingJob, step: WorkflowStep, isOnly: boolean): Gap[] {
  if (isOnly) return [];
  const images = job.builds.filter((build) => build.step === step);
  const unscoped = ['cache-from', 'cache-to'].flatMap((name) => {
    const value = inputOf(step, name);
    return value !== undefined && /^type=gha(,|$)/.test(value) && !/[\n]|scope=/.test(value.trim())
      ? [{ name, value: value.trim() }]
      : [];
  });
  if (unscoped.length === 0) return [];
  const message = `The build of ${job.job.id} shares its cache with the other images: give it a scope.`;
  const at = ['steps', step.index, 'with', unscoped[0]?.name ?? ''];
  const scope = scopeOf(job, step, images);
  if (scope === undefined) return [{ job, at, message }];
  return [
    {
      job,
      at,
      message,
      summary: `give the cache of ${job.job.id} a scope`,
      operations: unscoped.map(({ name, value }) => ({
        op: 'set',
        route: routeIn(job, 'steps', step.index, 'with', name),
        value: `${value},scope=${scope}`,
      })),
    },
  ];
}

/** The image, or what the matrix builds it by: one step for all of them has a scope for each. */
function scopeOf(
  job: PublishingJob,
  step: WorkflowStep,
  images: PublishingJob['builds'],
): string | undefined {
  const [only] = images;
  const inputs = ['context', 'file', 'target', 'tags'].map((name) => inputOf(step, name) ?? '');
  const [by] = /\$\{\{\s*matrix\.[\w.-]+\s*\}\}/.exec(inputs.join(' ')) ?? [];
  const hasMatrix = JSON.stringify(get(job.job.definition, 'strategy') ?? {}).includes('matrix');
  return by ?? (hasMatrix || images.length > 1 ? undefined : only?.image.id);
}

/** The OCI labels that docker/metadata-action makes: source, revision, version. */
function labelGaps(job: PublishingJob, step: WorkflowStep): Gap[] {
  const [, id] =
    /\$\{\{\s*steps\.([\w-]+)\.outputs\.tags\s*\}\}/.exec(inputOf(step, 'tags') ?? '') ?? [];
  if (id === undefined || inputOf(step, 'labels') !== undefined) return [];
  const labels = `\${{ steps.${id}.outputs.labels }}`;
  return [
    {
      job,
      at: ['steps', step.index],
      message: `The image of ${job.job.id} has no labels: nobody can tell which commit it was built from.`,
      summary: `label the image of ${job.job.id}`,
      operations: [
        {
          op: 'insert',
          where: 'after',
          route: routeIn(job, 'steps', step.index, 'with', 'tags'),
          key: 'labels',
          value: labels,
        },
      ],
    },
  ];
}

/**
 * Provenance and SBOM (Docker, "Build attestations"): the builder that setup-buildx-action makes
 * writes them, Docker's own does not, nor an image that is only loaded or exported.
 */
function attestationGaps(job: PublishingJob, step: WorkflowStep): Gap[] {
  // Somebody wants a plain manifest, or puts several together with a program that wants them plain.
  const isPlain =
    inputOf(step, 'provenance') === 'false' ||
    JSON.stringify(job.workflow.data).includes('docker manifest');
  const hasBuilder = stepsUsing(job, 'docker/setup-buildx-action').length > 0;
  const exported = ['outputs', 'load', 'attests'].some((name) => inputOf(step, name) !== undefined);
  if (!hasBuilder || exported || isPlain || isOld(step)) return [];
  const wanted = { provenance: 'mode=max', sbom: true };
  const missing = Object.entries(wanted).filter(([name]) => inputOf(step, name) === undefined);
  if (missing.length === 0) return [];
  const names = missing.map(([name]) => (name === 'sbom' ? 'SBOM' : name)).join(' and no ');
  return [
    {
      job,
      at: ['steps', step.index],
      message: `The image of ${job.job.id} has no ${names}: nobody can check how it was built.`,
      summary: `attest how the image of ${job.job.id} was built`,
      operations: [
        {
          op: 'ensure',
          route: routeIn(job, 'steps', step.index, 'with'),
          value: Object.fromEntries(missing),
        },
      ],
    },
  ];
}

/** docker/build-push-action has the inputs since v4. */
function isOld({ uses }: WorkflowStep): boolean {
  return /^v?[123](\.|$)/.test(uses?.ref ?? '');
}
