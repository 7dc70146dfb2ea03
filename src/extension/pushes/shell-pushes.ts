import { shellCommands } from '../dockerfile/words.js';
import { interpolate } from '../interpolate.js';
import { asText, get } from '../records.js';
import type { WorkflowStep } from '../workflows/model.js';
import { environmentOf, resolve, UNKNOWN } from './expressions.js';
import type { Scope } from './expressions.js';
import { dockerfileOf } from './pushed-image.js';
import type { PushedImage } from './pushed-image.js';

/** What every such command has somewhere. */
const PUSH = /push|registry/;

/** What the shell of a step pushes: `docker push X`, `docker buildx build --push -t X -f F .`. */
export function shellPushes({ run }: WorkflowStep, scope: Scope): PushedImage[] {
  if (run === undefined) return [];
  const env = environmentOf(scope);
  const script = resolve(run, scope).replaceAll(/\\\r?\n/g, ' ');
  const { text } = interpolate(script, (name) => asText(get(env, name)) ?? UNKNOWN);
  // Reading a whole script as a shell does takes time, and most push nothing.
  return PUSH.test(text) ? shellCommands(text).flatMap((words) => commandPushes(words)) : [];
}

function commandPushes(words: readonly string[]): PushedImage[] {
  const program = words.findIndex((word) => word === 'docker' || word === 'podman');
  if (program < 0) return [];
  const [first = '', second = '', ...rest] = words.slice(program + 1);
  if (first === 'push' || (first === 'image' && second === 'push')) {
    const operands = (first === 'push' ? [second, ...rest] : rest).filter(
      (word) => !word.startsWith('-'),
    );
    return [{ tags: operands.slice(0, 1), dockerfile: undefined, target: undefined }];
  }
  const args = first === 'buildx' && second === 'build' ? rest : [second, ...rest];
  if (!(first === 'build' || (first === 'buildx' && second === 'build'))) return [];
  if (!args.includes('--push') && !/type=registry|push=true/.test(args.join(' '))) return [];
  const [target] = valuesOf(args, ['--target']);
  return [{ tags: valuesOf(args, ['-t', '--tag']), dockerfile: builtFile(args), target }];
}

function builtFile(args: readonly string[]): string {
  const context = args.at(-1) ?? '.';
  return dockerfileOf(context, valuesOf(args, ['-f', '--file'])[0]);
}

/** The values of an option, as `-t X`, `--tag X` and `--tag=X`. */
function valuesOf(args: readonly string[], names: readonly string[]): string[] {
  return args.flatMap((word, index) => {
    if (names.includes(word)) return args[index + 1] ?? [];
    const name = names.find((each) => word.startsWith(`${each}=`));
    return name === undefined ? [] : [word.slice(name.length + 1)];
  });
}
