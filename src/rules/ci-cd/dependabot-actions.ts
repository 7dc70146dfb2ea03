import { renderTemplate } from '../../assets/template.js';
import type { YamlValue } from '../../edit/yaml/operation.js';
import { updatesEcosystem, type Dependabot } from '../../extension/dependabot.js';
import type { Extension } from '../../extension/model.js';
import { asText, get, isRecord, type Data } from '../../extension/records.js';
import { isRenovate } from '../../extension/source/scope.js';
import type { Rule } from '../rule.js';

const FILE = '.github/dependabot.yml';
const ECOSYSTEM = 'github-actions';

/** A pin stays as it is until somebody changes it: security fixes included. */
export const dependabotActions: Rule = {
  meta: {
    id: 'dependabot-actions',
    aspect: 'ci-cd',
    severity: 'info',
    fix: 'safe',
    title: 'New releases of actions are proposed',
    failureTitle: 'Nobody is told of new releases of actions',
    why: 'An action pinned to a commit gets no fixes until somebody moves the pin: Dependabot proposes it.',
  },

  check(extension) {
    const { dependabot } = extension;
    if (hasRenovate(extension)) return { status: 'pass' };
    if (dependabot === undefined) {
      const message = `There is no ${FILE}: nothing proposes new releases of the actions in workflows.`;
      return { status: 'fail', findings: [{ file: FILE, line: 1, column: 1, message }] };
    }
    if (updatesEcosystem(dependabot, ECOSYSTEM)) return { status: 'pass' };
    const { path: file, problem, locate } = dependabot;
    if (problem !== undefined) {
      const findings = [{ file, ...problem.position, message: `The file ${problem.message}.` }];
      return { status: 'manual', findings };
    }
    const message = `Dependabot has no entry for ${ECOSYSTEM}: it does not propose new releases of the actions.`;
    return { status: 'fail', findings: [{ file, ...locate(['updates']), message }] };
  },

  fix(extension) {
    const { dependabot } = extension;
    if (dependabot === undefined) {
      if (hasRenovate(extension)) return [];
      const text = renderTemplate(FILE, { local: hasLocalActions(extension) });
      const edits = [{ kind: 'create', file: FILE, text }] as const;
      return [{ summary: 'let Dependabot propose new releases of actions', edits }];
    }
    if (this.check(extension).status !== 'fail') return [];
    const operations = [{ op: 'append', route: ['updates'], value: entry(extension, dependabot) }];
    const edits = [{ kind: 'yaml', file: dependabot.path, operations }];
    return [{ summary: `add ${ECOSYSTEM} to Dependabot's updates`, edits }] as const;
  },
};

/** Renovate, the other such tool, looks after actions unless it is told not to. */
function hasRenovate({ paths, files }: Extension): boolean {
  if ([...paths].some(isRenovate)) return true;
  return /^\s*"renovate"\s*:/m.test(files.get('package.json')?.text ?? '');
}

function hasLocalActions({ localActions }: Extension): boolean {
  return localActions.length > 0;
}

/** An entry for actions, proposed when and where the others are. */
function entry(extension: Extension, { updates }: Dependabot): YamlValue {
  const last = updates.at(-1) ?? {};
  const branch = asText(get(last, 'target-branch'));
  return {
    'package-ecosystem': ECOSYSTEM,
    ...(hasLocalActions(extension)
      ? { directories: ['/', '/.github/actions/*'] }
      : { directory: '/' }),
    schedule: schedule(last),
    cooldown: { 'default-days': 7 },
    ...(branch === undefined ? {} : { 'target-branch': branch }),
    groups: { actions: { patterns: ['*'] } },
  };
}

function schedule(entry: Data): YamlValue {
  const own = get(entry, 'schedule');
  const copy = isRecord(own) ? Object.entries(own) : [];
  const texts = copy.flatMap(([key, value]) => {
    const text = asText(value);
    return text === undefined ? [] : [[key, text] as const];
  });
  return texts.length === 0 ? { interval: 'weekly' } : Object.fromEntries(texts);
}
