import { renderTemplate } from '../../assets/template.js';
import type { YamlOperation, YamlValue } from '../../edit/yaml/operation.js';
import type { Extension } from '../../extension/model.js';
import { asText, get, isRecord, type Data } from '../../extension/records.js';
import { isRenovate } from '../../extension/source/scope.js';
import { updatesEcosystem } from '../../extension/workflows/dependabot.js';
import type { Dependabot } from '../../extension/workflows/model.js';
import type { Change, Rule } from '../rule.js';

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
    const { path: file, problem } = dependabot;
    if (problem !== undefined) {
      const findings = [{ file, ...problem.position, message: `The file ${problem.message}.` }];
      return { status: 'manual', findings };
    }
    const message = `Dependabot has no entry for ${ECOSYSTEM}: it does not propose new releases of the actions.`;
    return { status: 'fail', findings: [{ file, ...dependabot.locate(['updates']), message }] };
  },

  fix(extension): Change[] {
    const { dependabot } = extension;
    if (hasRenovate(extension)) return [];
    if (dependabot === undefined) {
      const text = renderTemplate(FILE, { local: extension.localActions.length > 0 });
      const summary = 'let Dependabot propose new releases of actions';
      return [{ summary, edits: [{ kind: 'create', file: FILE, text }] }];
    }
    const { path: file, problem } = dependabot;
    if (problem !== undefined || updatesEcosystem(dependabot, ECOSYSTEM)) return [];
    const value = entry(extension, dependabot);
    const operations: YamlOperation[] = [{ op: 'append', route: ['updates'], value }];
    const summary = `add ${ECOSYSTEM} to what Dependabot updates`;
    return [{ summary, edits: [{ kind: 'yaml', file, operations }] }];
  },
};

/** Renovate, the other such tool, looks after actions unless it is told not to. */
function hasRenovate({ paths, files }: Extension): boolean {
  if ([...paths].some(isRenovate)) return true;
  return /^\s*"renovate"\s*:/m.test(files.get('package.json')?.text ?? '');
}

/** An entry for actions, proposed when and where the others are. */
function entry(extension: Extension, { updates }: Dependabot): YamlValue {
  const last = updates.at(-1) ?? {};
  const branch = asText(get(last, 'target-branch'));
  return {
    'package-ecosystem': ECOSYSTEM,
    ...(extension.localActions.length > 0
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
