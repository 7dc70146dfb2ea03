import { posix } from 'node:path';
import type { ComposeKind } from '../model.js';

const COMPOSE_NAME = /^(?:docker-)?compose(?:[._-](.+))?\.ya?ml$/i;

/** Not deployments: stacks that tests, pipelines and examples are run with, and what others add. */
const NOT_DEPLOYED = new Set([
  ...['stub', 'stubs', 'smoke', 'test', 'tests', 'testing', 'e2e', 'ci', 'mock', 'mocks', 'fake'],
  ...['example', 'examples', 'sample', 'samples', 'template', 'templates', 'bench'],
  ...['testdata', 'fixture', 'fixtures', 'contrib', '.github'],
]);

/** Directories of containers that an editor works in: `.devcontainer`, `devcontainer-example`. */
const OF_EDITORS = /^\.?devcontainers?(?:[._-].*)?$/;

/** Directories whose name has such a word: `tests_integration`, `e2e-tests`; `api-tests` is an API. */
const OF_TESTS = /^(?!(?:api|web)-)(?:.*[._-])?(?:tests?|testing|e2e|smoke)(?:[._-].*)?$/;

/** Directories of what watches deployments: Prometheus, Grafana. */
const WATCHING = new Set(['monitoring', 'observability']);

const KINDS: readonly (readonly [ComposeKind, ReadonlySet<string>])[] = [
  ['staging', new Set(['staging', 'stage', 'stg', 'preprod', 'pre'])],
  ['production', new Set(['prod', 'production', 'release', 'live', 'deploy', 'deployment'])],
  ['standalone', new Set(['standalone', 'selfhosted', 'selfhost'])],
  ['development', new Set(['override', 'dev', 'devel', 'development', 'local', 'debug'])],
];

/** Is it named as Compose files are: `compose.yml`, `docker-compose.prod.yaml`? */
export function isComposeName(name: string): boolean {
  return COMPOSE_NAME.test(name);
}

/** Is it laid over the Platform's own file? Exact names at the root (Platform, EXTENSIONS.md). */
export function isPlatformOverride(path: string): boolean {
  return /^compose\.override(\.[\w.-]+)?\.ya?ml$/.test(path);
}

/**
 * What a compose file is for, as far as its path says; `undecided` for a bare name such as
 * `compose.yml`, `not-deployed` for tests and examples.
 */
export function kindFromPath(path: string): ComposeKind | 'undecided' | 'not-deployed' {
  const middle = COMPOSE_NAME.exec(posix.basename(path))?.[1] ?? '';
  const nameWords = middle.toLowerCase().split(/[._-]+/);
  const directories = path.toLowerCase().split('/').slice(0, -1);
  const words = [...nameWords, ...directories];
  if (words.some((word) => NOT_DEPLOYED.has(word))) return 'not-deployed';
  const isBeside = (word: string): boolean =>
    WATCHING.has(word) || OF_TESTS.test(word) || OF_EDITORS.test(word);
  if (directories.some(isBeside)) return 'not-deployed';
  // The file's own name says more than the directory it is in.
  for (const group of [nameWords, directories.filter((name) => name !== 'deploy')]) {
    const kind = KINDS.find(([, names]) => group.some((word) => names.has(word)));
    if (kind !== undefined) return kind[0];
  }
  return 'undecided';
}
