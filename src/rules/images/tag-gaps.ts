import type { WorkflowStep } from '../../extension/workflows/model.js';
import type { Gap, PublishingJob } from './publishing-job.js';
import { inputOf, nameOf, routeIn, stepsUsing } from './publishing-job.js';

const BRANCH_PREFIX = 'prefix={{branch}}-';

/** What is wrong with the tags that docker/metadata-action makes (its README, "tags input"). */
export function tagGaps(job: PublishingJob): Gap[] {
  return stepsUsing(job, 'docker/metadata-action').flatMap((step) => {
    const tags = inputOf(step, 'tags');
    if (tags === undefined) return [];
    const lines = tags.split('\n').map((line) => line.trim());
    const isCommitTag = (line: string): boolean => /^type=sha\b/.test(line);
    return [
      ...missingTags(job, step, tags, lines, isCommitTag),
      ...brokenCommitTag(job, step, tags, lines.filter(isCommitTag)),
      ...latestGaps(job, step, lines),
    ];
  });
}

function missingTags(
  job: PublishingJob,
  step: WorkflowStep,
  tags: string,
  lines: readonly string[],
  isCommitTag: (line: string) => boolean,
): Gap[] {
  const wanted = publishesReleases(job)
    ? ['type=semver,pattern={{version}}', 'type=semver,pattern={{major}}.{{minor}}']
    : [];
  const hasVersions = lines.some((line) =>
    /^type=(semver|pep440|match|raw,value=.*version)/.test(line),
  );
  const missing = hasVersions ? [] : wanted;
  if (!lines.some((line) => isCommitTag(line) || line.includes('github.sha'))) {
    missing.push('type=sha');
  }
  if (missing.length === 0) return [];
  const what = missing.map((line) => (line === 'type=sha' ? 'its commit' : 'the version'))[0] ?? '';
  return [
    {
      job,
      at: ['steps', step.index, 'with', 'tags'],
      message: `The image of ${nameOf(job)} has no tag for ${what}: add ${missing.join(' and ')}.`,
      summary: `tag the image of ${job.job.id} with ${what}`,
      operations: [setTags(job, step, [tags.trimEnd(), ...missing].join('\n') + ending(tags))],
    },
  ];
}

/** On the push of a tag `{{branch}}` is empty, and `-abc1234` is no valid tag: the build fails. */
function brokenCommitTag(
  job: PublishingJob,
  step: WorkflowStep,
  tags: string,
  commitTags: readonly string[],
): Gap[] {
  const broken = commitTags.find((line) => line.includes(BRANCH_PREFIX) && !/enable=/.test(line));
  if (broken === undefined || !publishesReleases(job)) return [];
  const mended = `${broken},enable=\${{ github.ref_type == 'branch' }}`;
  return [
    {
      job,
      at: ['steps', step.index, 'with', 'tags'],
      message: `${BRANCH_PREFIX} in ${nameOf(job)} is "-" on a tag, which no image's tag may start with: the build of every release fails.`,
      summary: `make the commit tag of ${job.job.id} on branches only`,
      operations: [setTags(job, step, tags.replace(broken, mended))],
    },
  ];
}

function latestGaps(job: PublishingJob, step: WorkflowStep, lines: readonly string[]): Gap[] {
  const always = lines.find((line) => /^type=raw,(.*,)?value=latest(,|$)/.test(line));
  const isAlways = always !== undefined && !/enable=|is_default_branch/.test(always);
  if (!isAlways || !publishesReleases(job)) return [];
  return [
    {
      job,
      at: ['steps', step.index, 'with', 'tags'],
      message: `${nameOf(job)} also gives a pre-release (v1.2.0-rc.1) the tag latest: remove "${always}", type=semver sets latest for releases.`,
    },
  ];
}

function publishesReleases({ workflow }: PublishingJob): boolean {
  const push = workflow.triggers.get('push');
  const release = workflow.triggers.has('release') || workflow.triggers.has('create');
  if (push === undefined) return release;
  const filtersBranches = 'branches' in push || 'branches-ignore' in push;
  return release || 'tags' in push || !filtersBranches;
}

function setTags(job: PublishingJob, step: WorkflowStep, value: string) {
  return { op: 'set', route: routeIn(job, 'steps', step.index, 'with', 'tags'), value } as const;
}

/** A text in a block ends with a line break, or not, as it did. */
function ending(text: string): string {
  return text.endsWith('\n') || !text.includes('\n') ? '\n' : '';
}
