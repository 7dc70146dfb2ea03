import type { Extension } from '../../extension/model.js';
import { buildGaps } from './build-gaps.js';
import { jobGaps } from './job-gaps.js';
import type { Gap, PublishingJob } from './publishing-job.js';
import { schemaGaps } from './schema-gaps.js';
import { tagGaps } from './tag-gaps.js';

/** Everything a publishing job lacks. `isOnly`: the extension has no other image. */
export function gapsOf(extension: Extension, job: PublishingJob, isOnly: boolean): Gap[] {
  return [
    ...jobGaps(job),
    ...tagGaps(job),
    ...buildGaps(job, isOnly),
    ...schemaGaps(extension, job),
  ];
}
