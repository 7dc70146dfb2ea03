import type { ComposeFile, Dockerfile, SourceFile } from '../model.js';
import { agreed, codeReads, type CodeRead } from './code-uses.js';
import { composeReads } from './compose-reads.js';
import { buildArguments, deployedDockerfiles, shippedModules } from './dockerfiles.js';
import { fixedVariables, servicesOf } from './fixed.js';
import type { Reading, Variable } from './model.js';
import { isSecret } from './secret.js';

/** What was read, as far as variables depend on it. */
export interface EnvironmentSources {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly apiDirectories: readonly string[];
  readonly webDirectories: readonly string[];
  readonly dockerfiles: readonly Dockerfile[];
  readonly composeFiles: readonly ComposeFile[];
}

/** Set by the system or its tools, not by who deploys. */
const SYSTEM =
  /^(PATH|HOME|USER|LOGNAME|SHELL|PWD|OLDPWD|LANG|LANGUAGE|LC_\w+|TERM|TMPDIR|TMP|TEMP|HOSTNAME|EDITOR|PYTHON\w*|VIRTUAL_ENV|CI|GITHUB_\w+|PYTEST_\w+|COMPOSE_\w+|DOCKER_\w+)$/;

/**
 * Every environment variable that the extension reads when it is deployed: settings fields, reads in
 * code that is shipped, compose files, build arguments of the web client.
 */
export function readVariables(sources: EnvironmentSources): Variable[] {
  const code = sources.apiDirectories.flatMap((dir) => readsOf(dir, sources));
  const compose = composeReads(sources.composeFiles);
  const build = buildArguments(
    sources.webDirectories.flatMap((dir) =>
      deployedDockerfiles(dir, sources.dockerfiles, sources.composeFiles),
    ),
    sources.files,
  );
  const names = new Set([...code.map(({ name }) => name), ...compose.keys(), ...build.keys()]);
  return [...names]
    .filter((name) => !SYSTEM.test(name) || code.some((read) => isField(read, name)))
    .map((name) => {
      const own = code.filter((read) => read.name === name);
      const use = agreed(own.map((read) => read.use));
      const interpolated = compose.get(name) ?? [];
      const args = build.get(name) ?? [];
      return {
        name,
        code: use,
        compose: interpolated,
        build: args,
        secret: isSecret(name, use?.type),
        readings: [
          ...own.map(({ reading }) => reading),
          ...interpolated.map((place): Reading => ({ by: 'compose', ...placeOf(place) })),
          ...args.map((place): Reading => ({ by: 'build', ...placeOf(place) })),
        ],
      };
    });
}

/** A settings class looks for what its fields are called, whoever else sets that. */
function isField({ name, reading }: CodeRead, wanted: string): boolean {
  return name === wanted && reading.by === 'settings';
}

function readsOf(dir: string, sources: EnvironmentSources): readonly CodeRead[] {
  const { files, apiDirectories, dockerfiles, composeFiles } = sources;
  const own = deployedDockerfiles(dir, dockerfiles, composeFiles);
  const services = servicesOf(dir, apiDirectories.length === 1, composeFiles);
  return codeReads({
    dir,
    files,
    isShipped: shippedModules(dir, own),
    fixed: fixedVariables(services),
  });
}

function placeOf({ file, position }: Omit<Reading, 'by'>): Omit<Reading, 'by'> {
  return { file, position };
}
