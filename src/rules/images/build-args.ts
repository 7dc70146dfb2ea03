import type { Dockerfile, ServiceBuild } from '../../extension/model.js';

/** A build argument as a workflow passes it; `value` may hold `${{ vars.NAME }}`. */
export interface BuildArg {
  readonly name: string;
  readonly value: string;
}

/** Arguments that need no ARG (Docker, "Predefined ARGs" and "BuildKit built-in build args"). */
const PREDEFINED = /^(https?_proxy|ftp_proxy|no_proxy|all_proxy|buildkit_.+|source_date_epoch)$/i;

/**
 * What a workflow passes to the build: the compose file's `args` that the Dockerfile declares (Docker
 * warns about others), and every `VITE_…` it declares, from a repository variable of that name.
 */
export function buildArgsOf(dockerfile: Dockerfile, args: ServiceBuild['args']): BuildArg[] {
  const given = args
    .filter(({ name }) => PREDEFINED.test(name) || isDeclared(dockerfile, name))
    .filter(({ name }) => /^\w+$/.test(name))
    // `$${{` is text in a compose file; in a workflow there is no plain way to write it.
    .filter(({ value }) => value?.includes('$${{') !== true)
    .map(({ name, value }) => ({
      name,
      value: value === undefined ? variable(name) : withVariables(value),
    }));
  const declared = dockerfile.buildArgs
    .filter(({ name }) => /^VITE_\w+$/.test(name) && !given.some((arg) => arg.name === name))
    // A default that is put together in the Dockerfile is not known here, and must not be replaced.
    .filter((arg) => !/[${}\n]/.test(arg.default ?? ''))
    .map((arg) => ({ name: arg.name, value: variable(arg.name, arg.default) }));
  return [...given, ...declared];
}

function isDeclared(dockerfile: Dockerfile, name: string): boolean {
  return dockerfile.buildArgs.some((arg) => arg.name === name);
}

/** Compose's variables become repository variables, with their defaults (Compose, "Interpolation"). */
function withVariables(value: string): string {
  const pattern = /\$\$|\$(\w+)|\$\{(\w+)(?::?([-?])([^{}]*))?\}/g;
  return value.replace(
    pattern,
    (_, plain?: string, braced?: string, operator?: string, word?: string) => {
      const name = plain ?? braced;
      return name === undefined ? '$' : variable(name, operator === '-' ? word : undefined);
    },
  );
}

/** `${{ vars.NAME }}`, or with what it is where the repository has no such variable. */
function variable(name: string, fallback = ''): string {
  if (fallback === '') return `\${{ vars.${name} }}`;
  return `\${{ vars.${name} || '${fallback.replaceAll("'", "''")}' }}`;
}
