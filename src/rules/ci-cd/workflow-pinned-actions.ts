import type { YamlOperation } from '../../edit/yaml/operation.js';
import type { Finding, Rule } from '../rule.js';
import { namesVersion, pinningOf, type Pinning } from './pinning.js';
import { usedActions, type UsedAction } from './used-actions.js';

/** A tag is whatever its owner, or who took over the account, says it is today. */
export const workflowPinnedActions: Rule = {
  meta: {
    id: 'workflow-pinned-actions',
    aspect: 'ci-cd',
    severity: 'warning',
    fix: 'safe',
    group: 'workflow lines',
    title: 'Actions are pinned to commits',
    failureTitle: 'Actions are not pinned to commits',
    why: 'Whoever can move a tag of an action runs their code with the secrets of every workflow that uses it.',
  },

  check(extension) {
    const used = usedActions(extension).map((each) => ({ each, pinning: pinningOf(each) }));
    if (used.length === 0) return { status: 'not-applicable', reason: 'No workflow uses actions.' };
    const findings = used.flatMap(({ each, pinning }) => finding(each, pinning));
    if (findings.length === 0) return { status: 'pass' };
    // A commit is a commit, also where nothing says of which release: no fault, but worth a look.
    const isPinned = used.every(({ pinning: { state } }) => !/movable|image-tag/.test(state));
    return { status: isPinned ? 'manual' : 'fail', findings };
  },

  fix(extension) {
    return usedActions(extension).flatMap((each) => {
      const operations = pin(each, pinningOf(each));
      if (operations.length === 0) return [];
      const summary = `pin ${each.text}`;
      return [{ summary, edits: [{ kind: 'yaml', file: each.file, operations }] }];
    });
  },
};

function finding({ text, action, ref = '', file, position }: UsedAction, pinning: Pinning) {
  const say = (message: string): Finding[] => [{ file, ...position, message }];
  const name = text.split('@')[0] ?? '';
  switch (pinning.state) {
    case 'pinned':
      return [];
    case 'nameless':
      return say(
        `Nothing says which release ${name} is at this commit: write its version behind it, as in "# v1.2.3".`,
      );
    case 'image-tag': {
      const image = text.slice('docker://'.length);
      return say(
        `The image ${image} can change: add the digest that "docker buildx imagetools inspect ${image}" shows, as in ${text}@sha256:….`,
      );
    }
    case 'movable': {
      const moves = `${name} is used at ${ref}, which can be moved to other code at any time`;
      if (pinning.pin !== undefined) return say(`${moves}.`);
      const repository = `https://github.com/${action?.split('/').slice(0, 2).join('/') ?? ''}`;
      return say(
        /^v?\d/.test(ref)
          ? `${moves}: write ${name}@COMMIT # ${ref} with the last commit that "git ls-remote ${repository} ${ref} '${ref}^{}'" shows.`
          : `${moves}: choose a release on ${repository}/releases and write its commit, with the version behind it as a comment.`,
      );
    }
  }
}

/** The change of one `uses`: the commit in place of the tag, the version behind it. */
function pin({ text, ref = '', comment, route }: UsedAction, pinning: Pinning): YamlOperation[] {
  if (pinning.state === 'nameless') {
    const { version } = pinning;
    return version === undefined ? [] : [{ op: 'remark', route, text: version }];
  }
  if (pinning.state !== 'movable' || pinning.pin === undefined) return [];
  const { sha, version } = pinning.pin;
  const value = `${text.trim().slice(0, -ref.length)}${sha}`;
  const set = { op: 'set', route, value } as const;
  // What a person wrote there stays, and is enough where it names the version.
  if (namesVersion(comment, ref, version)) return [set];
  return [set, { op: 'remark', route, text: version }];
}
