import { environmentOf } from '../../extension/compose/environment.js';
import type { ComposeFile, Extension } from '../../extension/model.js';
import { asText } from '../../extension/records.js';
import { findingIn, runsOwnImage } from '../compose/hardened-services.js';
import type { HardenedService } from '../compose/hardened-services.js';
import type { Change, Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { isMentioned } from '../docs/environment/state.js';
import { ANSWERS, isEnvironmentChosen } from './chosen-mode.js';
import { entrypointOf } from './entrypoint.js';
import { filesToMake } from './files-to-make.js';
import { helpers } from './helper-scripts.js';
import { placeBelow } from './inherited-entries.js';
import { isNative, MOUNT, secretTargets, secretVariables } from './secret-files.js';
import type { SecretVariable } from './secret-files.js';
import { passAsFiles } from './to-files.js';
import { whyNot } from './why-not.js';

/** An environment variable is in `docker inspect`, in crash reports and in every child process. */
export const secretsFromFiles: Rule = {
  meta: {
    id: 'secrets-from-files',
    aspect: 'secrets',
    severity: 'warning',
    fix: 'review',
    title: 'Secrets come from files',
    failureTitle: 'Secrets are plain environment variables',
    why: 'Environment variables are shown by docker inspect and passed on to every child process; files are not.',
  },

  check(extension) {
    if (secretTargets(extension).length === 0) {
      const reason = 'no production, staging or standalone compose file runs an API or a database';
      return { status: 'not-applicable', reason };
    }
    const unread = unreadFiles(extension);
    const variables = secretVariables(extension);
    if (variables.length > 0 && unread.length === 0 && isEnvironmentChosen(extension)) {
      return { status: 'manual', findings: [chosen(variables)] };
    }
    return verdict([
      ...variables.map((each) => plainFinding(extension, each, variables)),
      ...unread,
    ]);
  },

  fix(extension, options) {
    const { secretsMode: mode } = options;
    if (mode === 'env') return [];
    const all = secretVariables(extension);
    const variables = all.filter((variable) => whyNot(extension, variable, all) === undefined);
    const unread = unreadTargets(extension);
    const files = new Set([...variables, ...unread].map(fileOf));
    const changes = [...files].map((file): Change => {
      const own = variables.filter((each) => each.target.file === file);
      const targets = [
        ...own.map(({ target }) => target),
        ...unread.filter((each) => each.file === file),
      ];
      return {
        summary: `pass the secrets of ${file.path} as files`,
        edits: [
          ...(own.length === 0 ? [] : [passAsFiles(file, own, mode)]),
          ...imageEdits(extension, targets),
        ],
      };
    });
    const [first, ...others] = changes;
    if (first === undefined) return helpers(extension, variables, options);
    const steps = filesToMake(extension, variables, mode);
    const told = steps.length === 0 ? first : { ...first, nextSteps: steps };
    return [told, ...others, ...helpers(extension, variables, options)];
  },
};

function fileOf(each: SecretVariable | HardenedService): ComposeFile {
  return 'target' in each ? each.target.file : each.file;
}

function imageEdits(extension: Extension, targets: readonly HardenedService[]): Change['edits'] {
  const seen = new Set<string>();
  return [...new Set(targets)].flatMap((target) => {
    const path = target.service.dockerfile?.path ?? '';
    if (isNative(target) || seen.has(path)) return [];
    seen.add(path);
    const entrypoint = entrypointOf(extension, target);
    return entrypoint.kind === 'missing' ? entrypoint.edits : [];
  });
}

function plainFinding(
  extension: Extension,
  variable: SecretVariable,
  all: readonly SecretVariable[],
): Finding {
  const { target, entry } = variable;
  const { name } = entry;
  const what = `${target.service.name} gets ${name} as a plain environment variable`;
  const message = isIdle(extension, variable)
    ? `${what}, though nothing in its code reads it: remove the line or, if a library does, pass it as a secret file (${name}_FILE).`
    : `${what}; it belongs in a secret file (${name}_FILE).`;
  const reason = whyNot(extension, variable, all);
  const text = reason === undefined ? message : `${message} ${reason}`;
  if (!variable.inherited) return findingAt(target, entry.place, text);
  const place = placeBelow(extension, target, name);
  if (place === undefined) return findingIn(target, ['environment'], text);
  return findingAt({ ...target, file: place.file }, place.entry.place, text);
}

/** Passed to an API whose code never mentions it, though it reads others. */
function isIdle(extension: Extension, { target, entry }: SecretVariable): boolean {
  const { variables } = extension;
  if (target.service.role !== 'api' || !variables.some(({ code }) => code !== undefined))
    return false;
  const isRead = variables.some(({ name, code }) => name === entry.name && code !== undefined);
  return !isRead && !isMentioned(entry.name, extension);
}

/** What is said where people decided otherwise. */
function chosen(variables: readonly SecretVariable[]): Finding {
  const names = [...new Set(variables.map(({ entry }) => entry.name))].join(', ');
  const message = `Secrets stay environment variables, as secretsMode "env" says here; docker inspect shows them: ${names}.`;
  return { file: ANSWERS, line: 1, column: 1, message };
}

/** Files that are passed and that nothing in the image reads: the program goes without the value. */
function unreadFiles(extension: Extension): Finding[] {
  return secretTargets(extension).flatMap((target) =>
    unreadEntries(extension, target).map(({ name, place }) => {
      const entrypoint = entrypointOf(extension, target);
      const message = `Nothing in the image of ${target.service.name} reads ${name}: the program goes without its value.`;
      const reason = entrypoint.kind === 'unknown' ? ` ${entrypoint.reason}` : '';
      return findingAt(target, place, message + reason);
    }),
  );
}

function unreadTargets(extension: Extension): HardenedService[] {
  return secretTargets(extension).filter(
    (target) =>
      unreadEntries(extension, target).length > 0 &&
      entrypointOf(extension, target).kind === 'missing',
  );
}

function unreadEntries(extension: Extension, target: HardenedService) {
  if (isNative(target) || !runsOwnImage(target)) return [];
  const files = environmentOf(target.service.definition).filter(
    ({ name, value }) => name.endsWith('_FILE') && asText(value)?.startsWith(MOUNT) === true,
  );
  if (files.length === 0 || entrypointOf(extension, target).kind === 'there') return [];
  return files.filter(
    ({ name }) =>
      extension.variables.find((variable) => variable.name === name)?.code === undefined,
  );
}

function findingAt(target: HardenedService, place: string | number, message: string): Finding {
  const { file, service } = target;
  if (typeof place === 'string') return findingIn(target, ['environment', place], message);
  const position = file.locate(['services', service.name, 'environment', place]);
  return { file: file.path, ...position, message };
}
