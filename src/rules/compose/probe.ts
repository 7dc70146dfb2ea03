import { commandText } from '../../extension/compose/command.js';
import { imageReference, toolsOf } from './image-of.js';
import type { HardenedService } from './hardened-services.js';

export type Probe = readonly string[];

/**
 * A healthcheck's test that asks a URL with a program the image has; undefined where none is known.
 * Each ends with another code than 0 for an answer of 400 and above, and for none. Always
 * 127.0.0.1: `localhost` may be ::1 first, and servers bound to 0.0.0.0 do not listen there.
 */
export function httpProbe(
  target: HardenedService,
  port: number | string,
  path: string,
): Probe | undefined {
  const url = `http://127.0.0.1:${port}${path}`;
  const tools = toolsOf(target);
  if (tools.has('python')) {
    const script = `import urllib.request; urllib.request.urlopen('${url}', timeout=5)`;
    return ['CMD', pythonName(target), '-c', script];
  }
  if (tools.has('wget')) return ['CMD', 'wget', '-q', '-O', '/dev/null', url];
  if (tools.has('curl')) return ['CMD', 'curl', '-fsS', '-o', '/dev/null', url];
  if (tools.has('node')) {
    const script = `require('http').get('${url}', (r) => process.exit(r.statusCode < 400 ? 0 : 1)).on('error', () => process.exit(1))`;
    return ['CMD', 'node', '-e', script];
  }
  return undefined;
}

/** A Python that a distribution's package manager installed answers to `python3` only. */
function pythonName(target: HardenedService): string {
  const { repository, name, official } = imageReference(target);
  const hasPython = (official && name === 'python') || /tiangolo\/|astral-sh\/uv/.test(repository);
  return hasPython ? 'python' : 'python3';
}

/**
 * The test for a database or cache whose official image brings its own; undefined for others. `$$`
 * leaves the variable to the container's shell, which also knows what an env_file sets.
 */
export function databaseProbe(target: HardenedService): Probe | undefined {
  const { name, tag } = imageReference(target);
  const port = commandedPort(target);
  const option = (flag: string): string[] => (port === undefined ? [] : [flag, port]);
  switch (name) {
    case 'postgres':
    case 'postgis':
    case 'pgvector':
    case 'timescaledb':
      return [
        'CMD-SHELL',
        [
          'pg_isready -U $${POSTGRES_USER:-postgres} -d $${POSTGRES_DB:-postgres}',
          ...option('-p'),
        ].join(' '),
      ];
    case 'redis':
      return ['CMD', 'redis-cli', ...option('-p'), 'ping'];
    case 'valkey':
      return ['CMD', 'valkey-cli', ...option('-p'), 'ping'];
    case 'mongo': {
      // Images before 5 have the old shell only.
      const shell = Number(/^\d+/.exec(tag)?.[0] ?? 5) < 5 ? 'mongo' : 'mongosh';
      return ['CMD', shell, ...option('--port'), '--quiet', '--eval', "db.adminCommand('ping')"];
    }
    default:
      return undefined;
  }
}

/**
 * The variable that a server's command gives as its port, `--bind 0.0.0.0:${PORT:-8000}`: Compose puts the
 * same into a probe.
 */
export function variablePort({ definition }: HardenedService): string | undefined {
  const option =
    /(?:^|\s)(?:(?:--bind|-b)[=\s]*\S*?:|(?:--port|-p)[=\s]+)["']?(?<!\$)(\$\{[^}]+\})/;
  return option.exec(commandText(definition))?.[1];
}

/** Another port than the usual one, as its command gives it: `postgres -p 5434`, `-c port=${DB_PORT}`. */
function commandedPort({ definition }: HardenedService): string | undefined {
  const option = /(?:^|\s)(?:-p\s*|--port[\s=]+|-c\s*port=)["']?([1-9]\d*|\$\{[^}]*\})/;
  return option.exec(commandText(definition))?.[1];
}
