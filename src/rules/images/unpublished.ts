import type { Extension } from '../../extension/model.js';
import type { Finding } from '../rule.js';
import { isOnRegistry } from './named-image.js';
import type { OwnImage } from './own-images.js';
import { publishedImages } from './published-images.js';
import type { Publication } from './published.js';
import { publishingJobs } from './publishing-job.js';
import { unclearPushes } from '../../extension/pushes/pushes.js';

export interface Unpublished {
  /** Images that no workflow publishes. */
  readonly missing: readonly Finding[];
  /** Images that something publishes perhaps, which only a person can tell. */
  readonly unclear: readonly Finding[];
}

/** The images that no workflow is known to publish, each with what to do. */
export function unpublished(extension: Extension, all: readonly Publication[]): Unpublished {
  const images = all.filter(({ pushes }) => pushes.length === 0).map(({ image }) => image);
  const unclear = unclearPushes(extension);
  if (unclear.length > 0) {
    const titles = images.map(({ title }) => title).join(' and ');
    const findings = unclear.map(({ workflow, position, what }) => ({
      file: workflow.path,
      ...position,
      message: `${what}: look whether that publishes the ${titles}.`,
    }));
    return { missing: [], unclear: images.length === 0 ? [] : unique(findings) };
  }
  const named = new Set(publishedImages(extension, {}).map(({ service }) => service));
  const copies = publishingJobs(all).length > 0;
  const missing = images.map((image) => ({
    file: image.file.path,
    ...image.file.locate(['services', image.service]),
    message: `No workflow publishes the ${image.title}${nameOf(image)}${advice(image, named.has(image.service), copies)}`,
  }));
  return { missing, unclear: [] };
}

/** Two pushes of one step are one finding. */
function unique(findings: readonly Finding[]): Finding[] {
  const places = findings.map(({ file, line, message }) => `${file}:${line} ${message}`);
  return findings.filter((_, index) => places.indexOf(places[index] ?? '') === index);
}

function nameOf({ named }: OwnImage): string {
  return named.repository === undefined ? '' : `, ${named.repository}`;
}

function advice({ named }: OwnImage, isNamed: boolean, copies: boolean): string {
  if (isNamed) return copies ? ', while other images are published.' : '.';
  if (named.repository !== undefined && !isOnRegistry(named.repository)) {
    return ': name it on ghcr.io in the compose file, or publish it with a workflow of your own.';
  }
  return ': write image: ghcr.io/<owner>/<name> in the compose file, or pass --registry-owner.';
}
