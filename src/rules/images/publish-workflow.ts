import { renderTemplate } from '../../assets/template.js';
import type { NewFile } from '../../edit/edit.js';
import type { Extension } from '../../extension/model.js';
import type { Options } from '../options.js';
import type { BuildArg } from './build-args.js';
import type { PublishedImage } from './published-images.js';

const FILE = '.github/workflows/publish-images.yml';

/** A new workflow that publishes the images, a job for each. */
export function publishWorkflow(
  extension: Extension,
  images: readonly PublishedImage[],
  options: Options,
): NewFile {
  const text = renderTemplate(FILE, {
    images,
    branch: extension.git.defaultBranch ?? 'main',
    platforms: options.platforms.join(','),
    // Other processors than that of GitHub's machines are emulated.
    emulated: options.platforms.some((platform) => platform !== 'linux/amd64'),
    path: relativePath,
    lines: argumentLines,
    flow: inFlow,
  });
  return { kind: 'create', file: FILE, text };
}

/** `./api-rally`: a path that cannot be taken for the address of a repository. */
export function relativePath(path: string): string {
  return path === '.' ? path : `./${path}`;
}

/**
 * The lines of `build-args` (docker/build-push-action, "inputs": a list of CSV records, in which
 * quotes hold what contains quotes or line ends).
 */
export function argumentLines(args: readonly BuildArg[]): string[] {
  return args.flatMap(({ name, value }) => {
    const pair = `${name}=${value}`;
    return (/["\n]/.test(value) ? `"${pair.replaceAll('"', '""')}"` : pair).split('\n');
  });
}

/** A string within `[ ]`. */
function inFlow(value: string): string {
  return /^[A-Za-z][\w./-]*$/.test(value) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(value)
    ? value
    : JSON.stringify(value);
}
