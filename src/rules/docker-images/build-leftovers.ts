import type { Position } from '../../edit/refusal.js';
import { toolsOfImage } from '../../extension/dockerfile/index.js';
import { parseImage } from '../../extension/image-reference.js';
import type { DockerStage } from '../../extension/model.js';
import type { DeployedImage } from './deployed-images.js';

/** Something in the image that its program does not need. */
export interface Leftover {
  readonly position: Position;
  /** As in "The image of web_rally …". */
  readonly what: string;
  readonly remedy: string;
}

const COMPILERS = new Set([
  ...['gcc', 'g++', 'gfortran', 'clang', 'make', 'cmake', 'build-essential', 'build-base'],
  ...['rustc', 'rust', 'cargo', 'golang', 'golang-go', 'go'],
]);

const MANAGERS = new Set(['poetry', 'pipenv', 'pdm', 'hatch']);

const WEB_BUILD = /\b(npm|pnpm|yarn|bun)\s+(-\S+\s+)*(run\s+)?build\b|\bvite\s+build\b/;

/** What the deployed stage, and those it is built on, leave in the image; packages removed again do not count. */
export function buildLeftovers(image: DeployedImage): Leftover[] {
  const { final } = image.dockerfile;
  return [...fullBase(final), ...webSources(image), ...buildTools(final)];
}

/** Images that come with compilers, and have a variant without them. */
function fullBase({ baseImage, position }: DockerStage): Leftover[] {
  const { repository, tag } = parseImage(baseImage);
  // The full images of Docker Hub's python and node are those that have curl.
  const isFull =
    (toolsOfImage(baseImage).has('curl') && /(^|\/)(python|node)$/.test(repository)) ||
    (repository.includes('tiangolo/uvicorn-gunicorn') && !/slim|alpine/.test(tag));
  if (!isFull) return [];
  const what = `is built on ${baseImage}, which brings compilers and headers`;
  const remedy = 'build in a stage of its own and take the slim variant for the last one';
  return [{ position, what, remedy }];
}

/** A web client that is built where it is served from. */
function webSources({ dockerfile, services }: DeployedImage): Leftover[] {
  if (!services.some(({ service }) => service.role === 'web')) return [];
  const build = dockerfile.final.runs.find(({ script }) => WEB_BUILD.test(script));
  if (build === undefined) return [];
  const what = 'holds the sources and all of node_modules beside the client that is built here';
  const remedy = 'build in a stage of its own and copy the result into one that only serves it';
  return [{ position: build.position, what, remedy }];
}

/** One finding for all of them, at the first. */
function buildTools({ packages, pythonPackages }: DockerStage): Leftover[] {
  const found = [
    ...[...packages].filter(([name]) => COMPILERS.has(name)),
    ...[...pythonPackages].filter(([name]) => MANAGERS.has(name)),
  ];
  const [first] = found;
  if (first === undefined) return [];
  const what = `keeps ${found.map(([name]) => name).join(', ')}, which only building needs`;
  const remedy =
    'install the dependencies in a stage of its own and copy them from there into the last one';
  return [{ position: first[1], what, remedy }];
}
