import type { WorkflowStep } from '../../extension/workflows/model.js';
import type { Gap, PublishingJob } from './publishing-job.js';
import { inputOf, routeIn, stepsUsing } from './publishing-job.js';

const BRANCH_PREFIX = 'prefix={{branch}}-';
const VERSION_TAGS = ['type=semver,pattern={{version}}', 'type=semver,pattern={{major}}.{{minor}}'];

/** What is wrong with the tags that docker/metadata-action makes (its README, "tags input"). */
export function tagGaps(job: PublishingJob): Gap[] {
  const steps = stepsUsing(job, 'docker/metadata-action');
  return steps.flatMap((step) => {
    const tags = inputOf(step, 'tags');
    // Of several steps, or one with a condition, each makes the tags of some runs only.
    if (steps.length > 1 || 'if' in step.definition) return [];
    if (tags === undefined) return [];
    const latest = publishesReleases(job) ? latestOf(tags) : undefined;
    const found = mendable(job, step, tags, latest);
    return latest === undefined ? found : [...found, latestGap(job, step, tags, latest, found)];
  });
}

/** A line of `tags`, and what it should be. */
interface Mended {
  readonly line: string;
  readonly by: string;
}

/** Missing and broken tags: one change, as all of them are in one text. */
function mendable(
  job: PublishingJob,
  step: WorkflowStep,
  tags: string,
  latest: Mended | undefined,
): Gap[] {
  const lines = tags.split('\n').map((line) => line.trim());
  const missing = missingTags(job, lines);
  const broken = publishesReleases(job) ? lines.find(isBroken) : undefined;
  if (missing.length === 0 && broken === undefined) return [];
  const mended =
    broken === undefined
      ? tags
      : tags.replace(broken, `${broken},enable=\${{ github.ref_type == 'branch' }}`);
  const value =
    [withLatest(mended, latest).trimEnd(), ...missing].join('\n') +
    (/[^\n]$/.test(tags) ? '' : '\n');
  const at = ['steps', step.index, 'with', 'tags'];
  const lack = `The image of ${job.job.id} has no tag for ${missing.length > 1 ? 'its version' : 'its commit'}: add ${missing.join(' and ')}.`;
  const fault = `${BRANCH_PREFIX} in ${job.job.id} is "-" on a tag, which no tag of an image may start with: the build of every release fails.`;
  return [
    {
      job,
      at,
      message: [
        ...(broken === undefined ? [] : [fault]),
        ...(missing.length > 0 ? [lack] : []),
      ].join(' '),
      summary: `mend the tags of the image of ${job.job.id}`,
      operations: [{ op: 'set', route: routeIn(job, ...at), value }],
    },
  ];
}

function missingTags(job: PublishingJob, lines: readonly string[]): string[] {
  const hasVersion = lines.some((line) =>
    /^type=(semver|pep440|match|ref,event=tag)|version/.test(line),
  );
  const hasCommit = lines.some((line) => /^type=sha\b|github\.sha|\bsha\b/.test(line));
  return [
    ...(hasVersion || !publishesReleases(job) ? [] : VERSION_TAGS),
    ...(hasCommit ? [] : ['type=sha']),
  ];
}

/** On the push of a tag `{{branch}}` is empty, and `-abc1234` is no valid tag. */
function isBroken(line: string): boolean {
  return line.startsWith('type=sha') && line.includes(BRANCH_PREFIX) && !line.includes('enable=');
}

/** Elsewhere than on the tag of a pre-release all stays as it is, runs by hand included. */
const NO_PRERELEASE = "enable=${{ github.ref_type != 'tag' || !contains(github.ref_name, '-') }}";

/** The line that gives every image the tag latest. */
function latestOf(tags: string): Mended | undefined {
  const line = tags
    .split('\n')
    .map((each) => each.trim())
    .find((each) => /^type=raw,(.*,)?value=latest(,|$)/.test(each) && !each.includes('enable='));
  return line === undefined ? undefined : { line, by: `${line},${NO_PRERELEASE}` };
}

function withLatest(tags: string, latest: Mended | undefined): string {
  return latest === undefined ? tags : tags.replace(latest.line, () => latest.by);
}

function latestGap(
  job: PublishingJob,
  step: WorkflowStep,
  tags: string,
  latest: Mended,
  others: readonly Gap[],
): Gap {
  const at = ['steps', step.index, 'with', 'tags'];
  const message = `${job.job.id} also gives a pre-release (v1.2.0-rc.1) the tag latest: write "${latest.by}".`;
  // Where the text is changed for another gap, that is in the same change.
  if (others.length > 0) return { job, at, message };
  const value = withLatest(tags, latest);
  const summary = `keep the tag latest of ${job.job.id} for releases`;
  return {
    job,
    at,
    message,
    summary,
    operations: [{ op: 'set', route: routeIn(job, ...at), value }],
  };
}

/** Does the workflow run for tags or releases? A push without filters is one of tags too. */
export function publishesReleases({ workflow }: Pick<PublishingJob, 'workflow'>): boolean {
  const { triggers } = workflow;
  if (triggers.has('release') || triggers.has('create')) return true;
  const push = triggers.get('push');
  if (push === undefined) return false;
  return (
    'tags' in push || 'tags-ignore' in push || !('branches' in push || 'branches-ignore' in push)
  );
}
