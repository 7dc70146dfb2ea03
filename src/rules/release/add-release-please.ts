import type { FileEdit } from '../../edit/edit.js';
import { renderTemplate } from '../../assets/template.js';
import type { Extension } from '../../extension/model.js';
import type { Options } from '../options.js';
import type { Change } from '../rule.js';
import { publisherOf, startableByHand } from './publisher.js';
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
  const publisher = publisherOf(extension);
  const branch = extension.git.defaultBranch ?? 'main';
  const data = { images, branch, publisher: publisher.file };
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
  if (images.length > 0) edits.push(...startableByHand(publisher));
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
