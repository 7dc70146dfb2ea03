import { posix } from 'node:path';
import type { FileEdit } from '../../edit/edit.js';
import { renderTemplate } from '../../assets/template.js';
import type { Extension } from '../../extension/model.js';
import type { Workflow } from '../../extension/workflows/model.js';
import type { Options } from '../options.js';
import type { Change } from '../rule.js';
import { publishersOf, startableByHand } from './publishers.js';
import { releasedImages } from './released-images.js';
import { versionFiles } from './version-files.js';

const CONFIG = 'release-please-config.json';
const VERSIONS = '.release-please-manifest.json';
const SCHEMA =
  'https://raw.githubusercontent.com/googleapis/release-please/main/schemas/config.json';

/** release-please, set up to raise all versions together; one change: its files need each other. */
export function addReleasePlease(
  extension: Extension,
  options: Options,
  version: string,
): Change[] {
  const images = releasedImages(extension, options);
  const publishers = publishersOf(extension);
  const branch = extension.git.defaultBranch ?? 'main';
  const data = { images, branch, publishers: fileNames(publishers) };
  const workflow = renderTemplate('.github/workflows/release-please.yml', data);
  const edits: FileEdit[] = [
    { kind: 'create', file: '.github/workflows/release-please.yml', text: workflow },
  ];
  // Whoever has written one of the two has set it up already.
  if (!extension.paths.has(CONFIG) && !extension.paths.has(VERSIONS)) {
    edits.push(
      { kind: 'create', file: CONFIG, text: json(configuration(extension)) },
      { kind: 'create', file: VERSIONS, text: json({ '.': version }) },
    );
  }
  if (images.length > 0) edits.push(...publishers.flatMap(startableByHand));
  return [{ summary: 'let release-please make the releases', edits }];
}

function configuration(extension: Extension): object {
  return {
    $schema: SCHEMA,
    'release-type': 'simple',
    'include-component-in-tag': false,
    packages: { '.': { 'extra-files': versionFiles(extension) } },
  };
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Where nothing publishes images yet, the workflow that the rule workflow-publish-images adds. */
function fileNames(publishers: readonly Workflow[]): string[] {
  const names = publishers.map(({ path }) => posix.basename(path));
  return names.length === 0 ? ['publish-images.yml'] : names;
}
