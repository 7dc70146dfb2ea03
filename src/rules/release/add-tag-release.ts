import { renderTemplate } from '../../assets/template.js';
import type { Extension } from '../../extension/model.js';
import type { Options } from '../options.js';
import type { Change } from '../rule.js';
import { isIgnored } from '../../extension/ignored.js';
import { addition, hasAny } from './additions.js';
import { releasedImages } from './released-images.js';

const NOTES = ['.github/release.yml', '.github/release.yaml'];

/** The files with which a pushed tag becomes a release; those that are there stay as they are. */
export function addTagRelease(extension: Extension, options: Options, version: string): Change[] {
  const images = releasedImages(extension, options);
  const workflow = renderTemplate('.github/workflows/release.yml', { images });
  const changes = [addition('make a release from each tag', workflowPath(extension), workflow)];
  if (!hasAny(extension, NOTES)) {
    const categories = renderTemplate('.github/release.yml', {});
    changes.push(addition('sort the release notes by label', '.github/release.yml', categories));
  }
  // Where git ignores the file it would never be there when the tag is checked out.
  if (!hasChangelog(extension) && !isIgnored(extension, 'CHANGELOG.md')) {
    const changelog = renderTemplate('CHANGELOG.md', { version });
    changes.push(addition('start a changelog', 'CHANGELOG.md', changelog));
  }
  return changes;
}

/** Another name where the usual one is taken by a workflow that does something else. */
function workflowPath(extension: Extension): string {
  const folder = '.github/workflows';
  const usual = [`${folder}/release.yml`, `${folder}/release.yaml`];
  return `${folder}/${hasAny(extension, usual) ? 'release-extension' : 'release'}.yml`;
}

function hasChangelog({ paths }: Extension): boolean {
  return [...paths].some((path) => /^(changelog|changes|history)(\.(md|rst|txt))?$/i.test(path));
}
