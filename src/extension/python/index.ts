import { keptByName } from '../kept.js';
import type { ApiApp, SourceFile } from '../model.js';
import { filesByKind } from '../source/kinds.js';
import { applicationsIn, type Application } from './applications.js';
import { candidates, references } from './candidates.js';
import { flatten, reachable } from './flatten.js';
import { Program } from './program.js';
import { projectOf } from './project.js';

/**
 * The FastAPI application of each directory, with all its routes. The parser is loaded with the
 * first module that is read.
 */
export function readApis(
  files: ReadonlyMap<string, SourceFile>,
  apiDirs: readonly string[],
): ApiApp[] {
  return apiDirs.flatMap((dir) => {
    const application = findApplication(files, dir);
    return application === undefined ? [] : [describe(dir, application)];
  });
}

const applications = keptByName<Application | undefined>();

/** The first application, best candidate first, that is not mounted on another one. */
function findApplication(
  files: ReadonlyMap<string, SourceFile>,
  dir: string,
): Application | undefined {
  const named = references(files, dir);
  const key = JSON.stringify([dir, ...named]);
  return applications(filesByKind(files).python, key, () => search(files, dir, named));
}

function search(
  files: ReadonlyMap<string, SourceFile>,
  dir: string,
  named: ReadonlyMap<string, string>,
): Application | undefined {
  const program = new Program(projectOf(files, dir));
  const found: Application[] = [];
  for (const candidate of candidates(files, dir, named)) {
    found.push(...applicationsIn(program, candidate));
    const isSure = candidate.name !== undefined || candidate.file.endsWith('/main.py');
    if (isSure && found.length > 0) break;
  }
  const mounted = new Set(found.flatMap(({ router }) => [...reachable(router)]));
  const free = found.filter(({ router }) => !mounted.has(router));
  return free.find(({ topLevel }) => topLevel) ?? free[0];
}

function describe(dir: string, application: Application): ApiApp {
  const { router, ...place } = application;
  return { dir, ...place, routes: flatten(router) };
}
