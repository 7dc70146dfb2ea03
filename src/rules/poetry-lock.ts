import { posix } from 'node:path';
import { parse } from 'smol-toml';
import type { FileEdit } from '../edit/edit.js';
import { EditRefusal } from '../edit/refusal.js';
import { editToml } from '../edit/toml/index.js';
import type { Extension } from '../extension/model.js';
import { poetryHash } from '../extension/poetry-hash.js';
import { asText, get, isRecord, type Data } from '../extension/records.js';

/** A version of a package that needs no other, as PyPI has it. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** The oldest Python 3 that it runs on: 8 for 3.8. */
  readonly python: number;
  readonly files: readonly { readonly file: string; readonly sha256: string }[];
  readonly extras: Readonly<Record<string, readonly string[]>>;
}

/**
 * Brings poetry.lock along with the `edits` that add a package to the pyproject.toml beside it: what
 * `poetry lock` would write, and nothing else. None where the lock file was not up to date before, or is
 * of a version that is not known: only Poetry can tell then.
 */
export function lockEdits(
  { files }: Extension,
  edits: readonly FileEdit[],
  wanted: LockedPackage,
): FileEdit[] {
  return edits.flatMap((edit) => {
    if (edit.kind !== 'toml') return [];
    const project = files.get(edit.file);
    const lock = files.get(posix.join(posix.dirname(edit.file), 'poetry.lock'));
    if (project === undefined || lock === undefined) return [];
    try {
      const metadata = get(parse(lock.text), 'metadata');
      if (!isRecord(metadata) || !isKnown(metadata, wanted)) return [];
      const before = parse(project.text);
      const hash = get(metadata, 'content-hash');
      const groups = [true, false].find((counts) => poetryHash(before, counts) === hash);
      if (groups === undefined) return [];
      const after = poetryHash(parse(editToml(project.text, edit.operations).text), groups);
      if (after === undefined) return [];
      const operations = [
        { op: 'insert-table', array: 'package', text: lines(metadata, wanted) },
        { op: 'set-string', table: ['metadata'], key: 'content-hash', value: after },
      ] as const;
      editToml(lock.text, operations);
      return [{ kind: 'toml', file: lock.path, operations }];
    } catch (error) {
      // Neither file may be TOML; then there is nothing to be done about the lock file.
      if (error instanceof EditRefusal || error instanceof SyntaxError) return [];
      throw error;
    }
  });
}

function isKnown(metadata: Data, { python }: LockedPackage): boolean {
  const version = asText(get(metadata, 'lock-version')) ?? '';
  const oldest = /\b3\.(\d+)/.exec(asText(get(metadata, 'python-versions')) ?? '')?.[1];
  return ['2.0', '2.1'].includes(version) && Number(oldest ?? 0) >= python;
}

/** A package as Poetry writes it; since version 2.1 of its lock files with the groups that want it. */
function lines(
  metadata: Data,
  { name, version, description, python, files, extras }: LockedPackage,
): string {
  const quoted = JSON.stringify;
  return [
    '[[package]]',
    `name = ${quoted(name)}`,
    `version = ${quoted(version)}`,
    `description = ${quoted(description)}`,
    'optional = false',
    `python-versions = ">=3.${python}"`,
    ...(get(metadata, 'lock-version') === '2.0' ? [] : ['groups = ["main"]']),
    'files = [',
    ...files.map(({ file, sha256 }) => `    {file = ${quoted(file)}, hash = "sha256:${sha256}"},`),
    ']',
    '',
    '[package.extras]',
    ...Object.entries(extras).map(
      ([extra, packages]) => `${extra} = [${packages.map((each) => quoted(each)).join(', ')}]`,
    ),
    '',
  ].join('\n');
}
