// Brings templates/action-pins.json up to date: the version tags of every action that is in it, and
// the commits they stand for. Tags that are new in a listed major or in a higher one are added, tags
// such as `v4` follow where they were moved. To add an action, write `"owner/name": {}` and run this.
//
// A release tag that moved stops it: releases do not change, unless somebody tampers with them.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/** Where the repositories are asked for, and the file; others may be given to test with. */
const [
  base = 'https://github.com',
  file = new URL('../templates/action-pins.json', import.meta.url),
] = process.argv.slice(2);

const known = JSON.parse(readFileSync(file, 'utf8'));
const next = {};
for (const action of Object.keys(known).sort(byName)) {
  const now = versionTags(execFileSync('git', ['ls-remote', '--tags', `${base}/${action}`]));
  if (now.size === 0) throw new Error(`${action} has no version tag such as v1.2.3`);
  next[action] = merged(action, new Map(Object.entries(known[action])), now);
}
writeFileSync(file, JSON.stringify(next, null, 2) + '\n');

/** The commits by tag; an annotated tag's commit is on its `^{}` line. */
function versionTags(output) {
  const tags = new Map();
  for (const line of output.toString().split('\n')) {
    const match = /^([0-9a-f]{40})\trefs\/tags\/(v?\d+(?:\.\d+){0,2})(\^\{\})?$/.exec(line);
    if (match === null) continue;
    const [, sha, tag, peeled] = match;
    if (peeled !== undefined || !tags.has(tag)) tags.set(tag, sha);
  }
  return tags;
}

/** What was known, with what changed since; told on the terminal. */
function merged(action, before, now) {
  const tags = new Map(before);
  const releases = [...before.keys()].filter(isRelease);
  for (const [tag, sha] of now) {
    const was = before.get(tag);
    if (was === sha || (was === undefined && isRelease(tag) && isOld(tag, releases))) continue;
    if (was !== undefined && isRelease(tag)) {
      throw new Error(`${action}: the release ${tag} was moved from ${was} to ${sha}: look why`);
    }
    console.log(`${action}: ${tag} ${was === undefined ? 'is new' : `moved to ${sha}`}`);
    tags.set(tag, sha);
  }
  return Object.fromEntries([...tags].sort(([a], [b]) => byVersion(a, b)));
}

/** Is it older than the newest release that is listed of its major? Those were left out on purpose. */
function isOld(tag, releases) {
  const siblings = releases.filter((release) => major(release) === major(tag));
  return siblings.some((release) => byVersion(release, tag) > 0);
}

function isRelease(tag) {
  return tag.split('.').length === 3;
}

function major(tag) {
  return tag.split('.')[0];
}

/** `v4` before `v4.0`, that before `v4.0.0`, all of them before `v5`. */
function byVersion(a, b) {
  return a.replace(/^v/, '').localeCompare(b.replace(/^v/, ''), 'en', { numeric: true });
}

function byName(a, b) {
  return a.toLowerCase() < b.toLowerCase() ? -1 : 1;
}
