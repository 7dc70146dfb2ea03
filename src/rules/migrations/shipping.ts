import { posix } from 'node:path';
import type { FileEdit } from '../../edit/edit.js';
import type { Database } from '../../extension/database/model.js';
import { readInstructions, type Instruction } from '../../extension/dockerfile/instructions.js';
import { execForm, shellWords } from '../../extension/dockerfile/words.js';
import type { Extension } from '../../extension/model.js';
import { isBelow } from '../../extension/python/project.js';
import { unignored } from '../docker-images/unignored.js';
import { buildOf } from '../images/build-of.js';
import type { MigratedService } from './migrated-services.js';

/** What Alembic needs in an image, as paths of the extension. */
export function migrationPaths({ dir, alembic }: Database): { path: string; probe: string }[] {
  const location = alembic?.location ?? `${dir}/alembic`;
  const ini = alembic?.ini ?? `${dir}/alembic.ini`;
  return [
    { path: location, probe: `${location}/env.py` },
    { path: ini, probe: ini },
  ];
}

/** A COPY of files of the build context. */
interface Copy {
  readonly instruction: Instruction;
  /** The sources, as paths of the extension. */
  readonly sources: readonly string[];
  readonly destination: string;
}

/** Which of Alembic's files the image of a service lacks, and how they get there. */
export function missingInImage(
  extension: Extension,
  { database, target }: MigratedService,
):
  | {
      readonly missing: readonly string[];
      readonly dockerfile: string;
      readonly edits: readonly FileEdit[];
    }
  | undefined {
  const build = buildOf(extension, target.file, target.service);
  if (build === undefined) return undefined;
  const { dockerfile, context } = build;
  const copies = copiesOf(extension.files.get(dockerfile.path)?.text ?? '', context);
  const lacking = migrationPaths(database).filter(
    ({ probe }) => !copies.some(({ sources }) => sources.some((source) => covers(source, probe))),
  );
  // Where such a file belongs in the image, only a person knows; and Docker copies from the context.
  const isOutside = lacking.some(
    ({ path }) => !isBelow(path, database.dir) || !isBelow(path, context),
  );
  const ignored = migrationPaths(database).flatMap(({ probe }) =>
    unignored(extension, context, probe).map((edit) => ({ path: probe, edit })),
  );
  const like = copies.findLast(({ sources }) =>
    sources.every((path) => path.startsWith(`${database.dir}/`)),
  );
  const flags = (like?.instruction.flags ?? []).filter((flag) => /^--(chown|chmod)=/.test(flag));
  const instructions = lacking.map(({ path }) => {
    const name = posix.relative(database.dir, path);
    const source = posix.relative(context, path);
    const into = like === undefined || like.sources.length > 1 ? './' : rootOf(like, database.dir);
    return ['COPY', ...flags, `./${source}`, `${into}${name}`].join(' ');
  });
  const copy: FileEdit = {
    kind: 'dockerfile',
    file: dockerfile.path,
    operations: [{ op: 'insert', where: 'after', keywords: ['COPY'], instructions }],
  };
  return {
    missing: [...lacking.map(({ path }) => path), ...ignored.map(({ path }) => path)],
    dockerfile: dockerfile.path,
    edits: [
      ...(lacking.length === 0 || isOutside ? [] : [copy]),
      ...ignored.map(({ edit }) => edit),
    ],
  };
}

/** What a text copies from the build context into its last stage, or into one that it copies from. */
function copiesOf(text: string, context: string): Copy[] {
  return readInstructions(text).flatMap((instruction) => {
    const { keyword, flags, args } = instruction;
    if (keyword !== 'COPY' && keyword !== 'ADD') return [];
    if (flags.some((flag) => flag.startsWith('--from'))) return [];
    const words = execForm(args) ?? shellWords(args);
    const destination = words.at(-1) ?? '';
    const sources = words
      .slice(0, -1)
      .map((word) =>
        posix.join(context, posix.normalize(word.replace(/^\/+/, '')).replace(/\/$/, '')),
      );
    return [{ instruction, sources, destination }];
  });
}

/** True where copying a source brings a path along; a variable or pattern may be anything. */
function covers(source: string, path: string): boolean {
  if (source === '.' || source.includes('$')) return true;
  if (!/[*?[]/.test(source)) return path === source || path.startsWith(`${source}/`);
  const escaped = source.replace(/[.+^{}()|\\]/g, '\\$&');
  const pattern = escaped.replaceAll('*', '[^/]*').replaceAll('?', '[^/]');
  return new RegExp(`^${pattern}(/|$)`).test(path);
}

/** Where the API's directory is in the image, seen from one thing of it that is copied. */
function rootOf({ sources, destination }: Copy, dir: string): string {
  const inside = posix.relative(dir, sources[0] ?? dir);
  const plain = destination.replace(/\/$/, '');
  const isWhole = plain === inside || plain.endsWith(`/${inside}`);
  const root = isWhole ? plain.slice(0, plain.length - inside.length) : './';
  return root === '' ? './' : root;
}
