import { get } from '../../extension/records.js';
import type { Extension } from '../../extension/model.js';
import type { Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { addTagRelease } from './add-tag-release.js';
import { addReleasePlease } from './add-release-please.js';
import { completions, lacks } from './complete-releaser.js';
import { releasers, unclear } from './releasers.js';
import { releasableVersion } from './version.js';

/** A version that nobody can get hold of by its number is none. */
export const workflowRelease: Rule = {
  meta: {
    id: 'workflow-release',
    aspect: 'ci-cd',
    severity: 'warning',
    fix: 'safe',
    title: 'A version becomes a GitHub release by itself',
    failureTitle: 'No workflow makes releases, or the one that does lacks something',
    why: 'A release made by hand is forgotten, or differs from the images that carry its number.',
  },

  check(extension) {
    const found = releasers(extension);
    const doubtful = unclear(extension);
    if (found.length === 0 && doubtful.length > 0) {
      const findings = doubtful.map((workflow): Finding => {
        const { file, position } = workflow.problem ?? {
          file: workflow.path,
          position: workflow.locate(['jobs']),
        };
        const message = `It cannot be told whether ${workflow.path} makes releases: ${workflow.problem?.message ?? 'the workflow that it calls is kept elsewhere'}.`;
        return { file, ...position, message };
      });
      return { status: 'manual', findings };
    }
    if (found.length > 0) return verdict(found.flatMap(lacks));
    return verdict([missing(extension)]);
  },

  fix(extension, options) {
    const found = releasers(extension);
    if (found.length > 0) return found.flatMap(completions);
    const version = releasableVersion(extension.manifest);
    if (version === undefined || unclear(extension).length > 0) return [];
    return options.releaseFlow === 'release-please'
      ? addReleasePlease(extension, options, version)
      : addTagRelease(extension, options, version);
  },
};

function missing({ manifest }: Extension): Finding {
  const at = { file: manifest.file, ...manifest.locate(['version']) };
  const version = releasableVersion(manifest);
  if (version !== undefined) {
    return {
      ...at,
      message: `No workflow makes a release of version ${version}, or of any other.`,
    };
  }
  const written = get(manifest.data, 'version');
  const what =
    written === undefined
      ? 'no version'
      : `the version ${JSON.stringify(written)}, which is no semantic version`;
  const advice =
    'Write "version": "1.0.0", then run harden again; the tag v1.0.0 makes the release.';
  return { ...at, message: `No workflow makes releases, and the manifest has ${what}. ${advice}` };
}
