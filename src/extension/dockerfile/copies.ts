import type { StageCopy } from '../model.js';
import type { Instruction } from './instructions.js';
import { execForm, shellWords } from './words.js';

/** What a COPY or ADD takes from where to where, its variables resolved. */
export function copyOf(
  instruction: Instruction,
  workdir: string,
  resolve: (text: string) => string,
): StageCopy {
  const { args } = instruction;
  const words = (execForm(args) ?? shellWords(args)).map(resolve);
  const from = sourceOf(instruction);
  return {
    sources: words.slice(0, -1),
    destination: words.at(-1) ?? '',
    from: from === undefined ? undefined : resolve(from),
    workdir,
  };
}

/** The stage or image that an instruction takes files from, as written: `--from`, a mount's `from`. */
export function sourceOf({ flags }: Instruction): string | undefined {
  for (const flag of flags) {
    const from = /^--from=(.+)$/.exec(flag)?.[1] ?? /^--mount=(?:.*,)?from=([^,]+)/.exec(flag)?.[1];
    if (from !== undefined) return from;
  }
  return undefined;
}
