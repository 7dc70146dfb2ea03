import { addedJob } from '../images/added-job.js';
import { gapsOf } from '../images/gaps.js';
import { publishWorkflow } from '../images/publish-workflow.js';
import { publishedImages } from '../images/published-images.js';
import type { Publication } from '../images/published.js';
import { publications } from '../images/published.js';
import type { Gap } from '../images/publishing-job.js';
import { publishingJobs, routeIn } from '../images/publishing-job.js';
import { unclearPushes } from '../../extension/pushes/pushes.js';
import { triggerFindings } from '../images/trigger-findings.js';
import { unpublished } from '../images/unpublished.js';
import type { Change, Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';

/**
 * Makes the workflow where nothing publishes, completes the one that does, and adds the jobs it
 * lacks: all in one rule, so that no image is published twice.
 */
export const workflowPublishImages: Rule = {
  meta: {
    id: 'workflow-publish-images',
    aspect: 'ci-cd',
    severity: 'warning',
    fix: 'safe',
    title: 'A workflow publishes the images, tagged, labelled and attested',
    failureTitle: 'No workflow publishes the images, or it lacks something',
    why: 'An image that nobody publishes, or that cannot be told from the next one, cannot be rolled back to.',
  },

  check(extension) {
    const all = publications(extension);
    if (all.length === 0) {
      const reason = 'no compose file deploys an image that is built from this extension';
      return { status: 'not-applicable', reason };
    }
    const { missing, unclear } = unpublished(extension, all);
    const jobs = publishingJobs(all);
    const gaps = jobs.flatMap((job) => gapsOf(extension, job, all.length === 1)).map(findingOf);
    const findings = [...missing, ...inOrder([...triggerFindings(extension, jobs), ...gaps])];
    if (findings.length === 0 && unclear.length > 0) return { status: 'manual', findings: unclear };
    return verdict([...findings, ...unclear]);
  },

  fix(extension, options) {
    const all = publications(extension);
    const images = publishedImages(extension, options);
    const jobs = publishingJobs(all);
    const completed = jobs
      .flatMap((job) => gapsOf(extension, job, all.length === 1))
      .flatMap(changeOf);
    const missing = images.filter(({ service }) => isMissing(all, service));
    if (missing.length === 0 || unclearPushes(extension).length > 0) return completed;
    if (jobs.length > 0) {
      const added = missing.flatMap((published) => {
        const image = all.find((one) => one.image.service === published.service)?.image;
        return image === undefined ? [] : (addedJob(extension, jobs, { image, published }) ?? []);
      });
      return [...completed, ...added];
    }
    const summary = `publish ${missing.map(({ title }) => title).join(' and ')}`;
    return [{ summary, edits: [publishWorkflow(extension, missing, options)] }];
  },
};

function isMissing(all: readonly Publication[], service: string): boolean {
  return all.some(({ image, pushes }) => image.service === service && pushes.length === 0);
}

function inOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

function findingOf({ job, at, message }: Gap): Finding {
  const { workflow } = job;
  return { file: workflow.path, ...workflow.locate(routeIn(job, ...at)), message };
}

function changeOf({ job, summary, operations }: Gap): Change[] {
  if (summary === undefined || operations === undefined) return [];
  return [{ summary, edits: [{ kind: 'yaml', file: job.workflow.path, operations }] }];
}
