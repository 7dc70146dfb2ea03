import type { DeclaredArg, Dockerfile } from '../model.js';
import type { Instruction } from './instructions.js';
import { declarations } from './assignments.js';
import { execForm, shellWords } from './words.js';

/** What a build takes from outside: the arguments it declares, the files of its context it copies. */
export function readInputs(
  instructions: readonly Instruction[],
): Pick<Dockerfile, 'buildArgs' | 'contextSources'> {
  const buildArgs = new Map<string, DeclaredArg>();
  const contextSources = new Set<string>();
  for (const { keyword, flags, args } of instructions) {
    if (keyword === 'ARG') {
      for (const [name, value] of declarations(args)) {
        // A stage repeats a global ARG without its default.
        buildArgs.set(name, { name, default: value ?? buildArgs.get(name)?.default });
      }
    } else if (keyword === 'COPY' || keyword === 'ADD') {
      if (flags.some((flag) => flag.startsWith('--from='))) continue;
      const sources = (execForm(args) ?? shellWords(args)).slice(0, -1);
      for (const source of sources) if (isPath(source)) contextSources.add(source);
    }
  }
  return { buildArgs: [...buildArgs.values()], contextSources: [...contextSources] };
}

/** Neither a URL that ADD fetches, nor a here-document, nor a name only known when building. */
function isPath(source: string): boolean {
  return !/^[a-z+]+:\/\/|^git@|^<<|\$/i.test(source);
}
