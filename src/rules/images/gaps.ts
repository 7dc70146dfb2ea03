import { buildGaps } from './build-gaps.js';
import { jobGaps } from './job-gaps.js';
import type { Gap, PublishingJob } from './publishing-job.js';
import { tagGaps } from './tag-gaps.js';

/** Everything a publishing job lacks; `all` are the jobs that publish images, itself among them. */
export function gapsOf(job: PublishingJob, all: readonly PublishingJob[]): Gap[] {
  return [...jobGaps(job), ...tagGaps(job), ...buildGaps(job, all)];
}
