import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { templates } from './templates.js';

/** An action's release and the commit it was made from. */
export interface ActionPin {
  /** The release's tag. */
  readonly version: string;
  /** The full SHA of the tag's commit. */
  readonly sha: string;
}

/** The commits of an action's version tags: of releases (`v4.3.1`) and of those that move (`v4`). */
type Tags = Readonly<Record<string, string>>;

const NONE: Tags = {};
let table: ReadonlyMap<string, Tags> | undefined;
const releases = new Map<Tags, readonly (readonly [string, string])[]>();

/** templates/action-pins.json: the version tags of each action's repository, oldest first. */
function tagsOf(action: string): Tags {
  table ??= new Map(
    Object.entries(
      JSON.parse(readFileSync(join(templates(), 'action-pins.json'), 'utf8')) as Record<
        string,
        Tags
      >,
    ).map(([name, tags]) => [name.toLowerCase(), tags]),
  );
  // `github/codeql-action/init` lies in the repository `github/codeql-action`.
  return table.get(action.toLowerCase().split('/').slice(0, 2).join('/')) ?? NONE;
}

/** The newest release of an action (`owner/name`), if it is in the table. */
export function pinOf(action: string): ActionPin | undefined {
  const newest = releasesOf(action).at(-1);
  return newest && { version: newest[0], sha: newest[1] };
}

/**
 * What a version tag (`v4`, `v4.3`, `v4.3.1`) of an action stands for: its commit, and the release
 * made from that commit (the tag itself where there is none). Undefined for tags that are not in the
 * table and for branches.
 */
export function pinOfTag(action: string, tag: string): ActionPin | undefined {
  const tags = tagsOf(action);
  const sha = Object.hasOwn(tags, tag) ? tags[tag] : undefined;
  return sha === undefined ? undefined : { version: releaseOf(action, sha) ?? tag, sha };
}

/** The newest release of an action that was made from a commit. */
export function releaseOf(action: string, sha: string): string | undefined {
  return releasesOf(action).findLast(([, commit]) => commit === sha)?.[0];
}

/**
 * `uses` of an action as our templates write it: `actions/checkout@<sha> # v7.0.1`.
 * @throws Error for an action that is not in templates/action-pins.json
 */
export function pinned(action: string): string {
  const pin = pinOf(action);
  if (pin === undefined) throw new Error(`${action} is not in templates/action-pins.json`);
  return `${action}@${pin.sha} # ${pin.version}`;
}

/** The tags of releases, oldest first, with their commits. */
function releasesOf(action: string): readonly (readonly [string, string])[] {
  const tags = tagsOf(action);
  const known =
    releases.get(tags) ?? Object.entries(tags).filter(([tag]) => /^v?\d+\.\d+\.\d+$/.test(tag));
  releases.set(tags, known);
  return known;
}
