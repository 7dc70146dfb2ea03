// Moves every action in templates/action-pins.json to its newest release: the highest plain version
// among its tags, and the commit that the tag stands for.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = new URL('../templates/action-pins.json', import.meta.url);
/** Where the repositories are asked for; another place may be given to test with. */
const [base = 'https://github.com'] = process.argv.slice(2);

const pins = JSON.parse(readFileSync(FILE, 'utf8'));
for (const action of Object.keys(pins)) {
  const newest = newestRelease(execFileSync('git', ['ls-remote', '--tags', `${base}/${action}`]));
  if (newest === undefined) throw new Error(`${action} has no release tag such as v1.2.3`);
  if (newest.sha !== pins[action].sha) {
    console.log(`${action}: ${pins[action].version} → ${newest.version}`);
    pins[action] = newest;
  }
}
writeFileSync(FILE, JSON.stringify(pins, null, 2) + '\n');

/** The highest `vX.Y.Z` of `git ls-remote --tags`; an annotated tag's commit is on its `^{}` line. */
function newestRelease(output) {
  const releases = new Map();
  for (const line of output.toString().split('\n')) {
    const [, sha, version, peeled] =
      /^([0-9a-f]{40})\trefs\/tags\/(v\d+\.\d+\.\d+)(\^\{\})?$/.exec(line) ?? [];
    if (sha !== undefined && (peeled !== undefined || !releases.has(version))) {
      releases.set(version, sha);
    }
  }
  const [version] = [...releases.keys()].sort(byVersion).slice(-1);
  return version && { version, sha: releases.get(version) };
}

function byVersion(a, b) {
  return a.localeCompare(b, 'en', { numeric: true });
}
