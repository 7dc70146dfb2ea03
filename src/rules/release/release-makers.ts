import type { WorkflowStep } from '../../extension/workflows/model.js';
import { asText, get } from '../../extension/records.js';

/** Permissions of GITHUB_TOKEN that have to be `write`. */
export type Permission = 'contents' | 'pull-requests';

const RELEASE: readonly Permission[] = ['contents'];
const RELEASE_AND_PULL_REQUEST: readonly Permission[] = ['contents', 'pull-requests'];

/** Actions that make releases, with the permissions that their own pages ask for. */
const ACTIONS: Readonly<Record<string, readonly Permission[]>> = {
  'actions/create-release': RELEASE,
  'changesets/action': RELEASE_AND_PULL_REQUEST,
  'cycjimmy/semantic-release-action': RELEASE,
  'elgohr/github-release-action': RELEASE,
  'google-github-actions/release-please-action': RELEASE_AND_PULL_REQUEST,
  'googleapis/release-please-action': RELEASE_AND_PULL_REQUEST,
  'goreleaser/goreleaser-action': RELEASE,
  'marvinpinto/action-automatic-releases': RELEASE,
  'ncipollo/release-action': RELEASE,
  'python-semantic-release/python-semantic-release': RELEASE,
  'release-drafter/release-drafter': RELEASE,
  'softprops/action-gh-release': RELEASE,
  'svenstaro/upload-release-action': RELEASE,
};

const COMMANDS: readonly (readonly [RegExp, readonly Permission[]])[] = [
  [/\b(gh|hub)\s+release\s+create\b/, RELEASE],
  [/\bgh\s+api\b(?=.*\btag_name\b).*\/releases\b/, RELEASE],
  [/\bgoreleaser\s+release\b(?!.*--snapshot)/, RELEASE],
  [/\brelease-it\b/, RELEASE],
  [/\brelease-please\s+(github-release|manifest-release)\b/, RELEASE_AND_PULL_REQUEST],
  [/\bsemantic-release\b/, RELEASE],
];

/** The permissions that a step needs to make a release; undefined for one that makes none. */
export function releasePermissions(step: WorkflowStep): readonly Permission[] | undefined {
  const action = step.uses?.action;
  if (action === 'actions/github-script') {
    return /\bcreateRelease\b/.test(input(step, 'script')) ? RELEASE : undefined;
  }
  if (action !== undefined) return onlyPrepares(action, step) ? undefined : ACTIONS[action];
  return releaseCommand(step.run ?? '');
}

/** The permissions that a shell script needs to make a release; undefined for one that makes none. */
export function releaseCommand(script: string): readonly Permission[] | undefined {
  const commands = script.replaceAll(/\\\r?\n/g, ' ').split(/\r?\n|&&|;/);
  // A comment runs nothing, and what is installed is not run yet.
  const run = commands.filter((line) => !/^\s*#|\b(install|add)\b/.test(line));
  return COMMANDS.find(([pattern]) => run.some((line) => pattern.test(line)))?.[1];
}

/** Some of the actions do other things, by their inputs. */
function onlyPrepares(action: string, step: WorkflowStep): boolean {
  if (action === 'changesets/action') return input(step, 'publish') === '';
  if (action.endsWith('/release-please-action'))
    return input(step, 'skip-github-release') === 'true';
  if (action !== 'goreleaser/goreleaser-action') return false;
  return !/\brelease\b/.test(input(step, 'args')) || input(step, 'args').includes('--snapshot');
}

function input(step: WorkflowStep, name: string): string {
  return asText(get(step.with, name)) ?? '';
}
