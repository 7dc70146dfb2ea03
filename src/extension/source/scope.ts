import { posix } from 'node:path';
import { isComposeName } from '../compose/kind.js';

/** Made by tools, not written by people. */
const GENERATED = new Set([
  ...['node_modules', 'dist', 'venv', '__pycache__', 'site-packages', 'coverage', 'htmlcov'],
  ...['vendor', 'target', 'egg-info'],
]);

/** Tests are not deployed; an application made in one is not the extension's. */
const TESTS = new Set(['test', 'tests', '__tests__', 'e2e', 'testing', 'fixtures']);

/** Of a web directory only its build is looked at. */
const WEB_SOURCES = new Set(['src', 'public', 'static', 'assets', 'build']);

const MAX_DEPTH = 3;
const MAX_API_DEPTH = 12;

/** Which directories of an extension are looked into. */
export function isInScope(path: string): boolean {
  const parts = path.split('/');
  const top = parts[0] ?? '';
  const name = parts.at(-1) ?? '';
  if (top === '.github') return /^\.github(\/workflows|\/actions(\/[^/]+){0,3})?$/.test(path);
  if (name.startsWith('.') || GENERATED.has(name) || TESTS.has(name)) return false;
  if (top.startsWith('api-')) return parts.length <= MAX_API_DEPTH && path !== `${top}/build`;
  if (top.startsWith('web-') && WEB_SOURCES.has(name)) return false;
  return parts.length <= MAX_DEPTH;
}

/** Like `isInScope`, for a directory that turned out to hold an API. */
export function isInApiScope(path: string): boolean {
  return isInScope(`api-/${path}`);
}

const CONFIGURATION = new Set([
  ...['.dockerignore', '.gitignore', 'package.json', 'pyproject.toml', 'alembic.ini'],
  '.yo-rc.json',
  ...['poetry.lock', 'uv.lock', 'pdm.lock'],
  ...['Makefile', 'nginx.conf', 'default.conf', 'create-secrets.sh'],
]);

const NAMED = [
  /^requirements[\w.-]*\.txt$/,
  /^vite\.config\.[cm]?[jt]s$/,
  // Templates only: a real .env holds secrets and is nobody's business.
  /^\.?env[\w.-]*\.(example|sample|template|dist)$/,
  /^\.env-?(example|sample|template)$/,
  /\.md$/i,
  /\.conf(\.template)?$/,
  /^(docker-)?(entrypoint|entry|prestart|start|run|init|boot|launch|serve)[\w.-]*\.sh$/,
  /^log(ging)?([_.-]?conf(ig)?)?\.(ya?ml|json|ini|conf|toml|cfg)$/,
  /^prometheus[\w.-]*\.ya?ml$/,
];

export function isDockerfileName(name: string): boolean {
  if (/\.(dockerignore|md|txt|bak|orig|in|j2|ejs|tmpl|tpl)$/i.test(name)) return false;
  return (
    /^(Dockerfile|Containerfile)([._-].+|[A-Z0-9][\w.-]*)?$/.test(name) ||
    /^dockerfile([._-].+)?$|.\.Dockerfile(\.[\w-]+)?$/i.test(name)
  );
}

export function isWorkflow(path: string): boolean {
  return /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path);
}

/** A composite action: its folder is its name. */
export function isLocalAction(path: string): boolean {
  return /^\.github\/actions\/(.+\/)?action\.ya?ml$/.test(path);
}

/** What keeps dependencies up to date, where the two tools look for it. */
export function isDependabot(path: string): boolean {
  return /^\.github\/dependabot\.ya?ml$/.test(path);
}

const RENOVATE = /^(\.github\/|\.gitlab\/)?(renovate\.json5?|\.renovaterc(\.json5?)?)$/;

export function isRenovate(path: string): boolean {
  return RENOVATE.test(path);
}

/** Which files are read whatever directory they are in; Python modules are chosen by directory. */
export function isWanted(path: string): boolean {
  const name = posix.basename(path);
  if (path.startsWith('.github/')) {
    return isWorkflow(path) || isLocalAction(path) || isDependabot(path);
  }
  // Listed as a file, it is a link: trying to read it tells people that it is not followed.
  if (/^(api|web)-[^/.]+$/.test(path)) return true;
  if (isComposeName(name) || isDockerfileName(name) || CONFIGURATION.has(name)) return true;
  return NAMED.some((pattern) => pattern.test(name));
}
