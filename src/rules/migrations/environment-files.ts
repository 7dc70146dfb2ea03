import { posix } from 'node:path';
import { renderTemplate } from '../../assets/template.js';
import type { NewFile } from '../../edit/edit.js';
import type { Database } from '../../extension/database/model.js';
import type { Extension } from '../../extension/model.js';
import { environmentImports } from './environment-imports.js';

/**
 * The files of an Alembic environment that are not there yet; undefined where the code does not tell
 * what env.py needs: the models' metadata, the URL and the schema.
 */
export function environmentFiles(extension: Extension, database: Database): NewFile[] | undefined {
  const { dir, alembic } = database;
  const location = alembic?.location ?? `${dir}/alembic`;
  const present = (path: string): boolean => extension.paths.has(path);
  const isNew = !present(`${location}/env.py`);
  const data = isNew ? templateData(extension, database) : {};
  if (data === undefined) return undefined;
  const ini = alembic?.ini ?? `${dir}/alembic.ini`;
  const files = [
    { file: ini, text: () => iniText(database.importRoot, posix.dirname(ini), location) },
    { file: `${location}/script.py.mako`, text: () => render('script.py.mako', {}) },
    ...(isNew
      ? [
          { file: `${location}/env.py`, text: () => render('env.py', data) },
          {
            file: `${location}/adopt.py`,
            text: () => render('adopt.py', { ini: upTo(location, ini) }),
          },
        ]
      : []),
    ...(hasVersions(extension, location)
      ? []
      : [{ file: `${location}/versions/.gitkeep`, text: () => '' }]),
  ];
  return files
    .filter(({ file }) => !present(file))
    .map(({ file, text }) => ({ kind: 'create', file, text: text() }));
}

function templateData(extension: Extension, database: Database): object | undefined {
  const { engine, metadata, schema, sqlalchemy } = database;
  if (engine?.url === undefined || metadata === undefined || schema.kind === 'unclear') {
    return undefined;
  }
  const name = extension.manifest.name.toLowerCase().replaceAll(/\W/g, '_');
  return {
    isAsync: engine.isAsync,
    url: engine.url.code,
    connectArgs: engine.connectArgs?.code,
    metadata: metadata.code,
    schema: schema.kind === 'named' ? schema.code : null,
    versionTable: `alembic_version_${name}`,
    imports: environmentImports(database),
    lockNumber: lockNumber(`${extension.manifest.name}/${database.dir}`),
    isOld: sqlalchemy === '1.4',
  };
}

function render(name: string, data: object): string {
  return renderTemplate(`api/alembic/${name}`, data);
}

function iniText(importRoot: string, directory: string, location: string): string {
  const root = posix.relative(directory, importRoot);
  const sysPath = root === '' ? '%(here)s' : `%(here)s/${root}`;
  const data = { sysPath, location: posix.relative(directory, location) };
  return renderTemplate('api/alembic.ini', data);
}

/** The number of directories from a module in `location` up to the ini's, and its name. */
function upTo(location: string, ini: string): string {
  const relative = posix.relative(location, ini).split('/');
  const steps = relative.map((part) => (part === '..' ? '.parent' : ` / "${part}"`)).join('');
  return `Path(__file__).resolve().parent${steps}`;
}

function hasVersions({ paths }: Extension, location: string): boolean {
  return [...paths].some((path) => path.startsWith(`${location}/versions/`));
}

/** A number of its own for each API, the same in every run: an advisory lock is a number. */
function lockNumber(name: string): number {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 0x7fffffff;
  return hash;
}
