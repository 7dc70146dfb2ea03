import { posix } from 'node:path';
import type { ComposeFile, Extension } from '../../../extension/model.js';
import { asText, get, isRecord } from '../../../extension/records.js';
import { projectName } from '../../independence/standalone/project-name.js';

const COMMAND = /\bdocker[ -]compose\b([^\n;|&]*)/g;

/**
 * The `--project-name` that the extension's own commands give with a compose file: another name is
 * another stack, with other volumes. Undefined where they give none.
 */
export function givenProject(
  { files, workflows }: Extension,
  { path }: ComposeFile,
): string | undefined {
  const sources = [...workflows.map((each) => each.path), 'Makefile'];
  for (const source of sources) {
    for (const [, words = ''] of (files.get(source)?.text ?? '').matchAll(COMMAND)) {
      const file = /(?:^|\s)(?:-f|--file)[ =](\S+)/.exec(words)?.[1] ?? '';
      const name = /(?:^|\s)(?:-p|--project-name)[ =]([\w-]+)(?=\s|$)/.exec(words)?.[1];
      if (posix.normalize(file) === path && name !== undefined) return name;
    }
  }
  return undefined;
}

/** That as words for the command line. */
export function projectFlag(extension: Extension, file: ComposeFile): string {
  const name = givenProject(extension, file);
  return name === undefined ? '' : `--project-name ${name} `;
}

/**
 * The same for staging, which must not be the stack beside it: files of one directory are one project
 * where nobody names it (Compose, "Specify a project name").
 */
export function stagingFlag(extension: Extension, file: ComposeFile): string {
  const given = projectFlag(extension, file);
  const isNamed = asText(get(file.data, 'name')) !== undefined;
  const own = `--project-name ${projectName(extension.manifest.name)}-staging `;
  return given !== '' || isNamed ? given : own;
}

/** Networks and volumes that a stack joins and does not make, by the names that Docker knows. */
export function externals(
  { data }: ComposeFile,
  section: 'networks' | 'volumes',
): readonly string[] {
  const all = get(data, section);
  return Object.entries(isRecord(all) ? all : {}).flatMap(([key, definition]) => {
    const external = isRecord(definition) ? get(definition, 'external') : undefined;
    if (external === undefined || external === false || !isRecord(definition)) return [];
    const named = isRecord(external) ? get(external, 'name') : get(definition, 'name');
    return [asText(named) ?? key];
  });
}
