import type { Change, Meaning } from './change.js';
import type { Instruction } from './instructions.js';
import type { PinPackage } from './operation.js';
import type { Source } from './source.js';

/** A command that installs packages of npm, to where it ends; it may go on behind a backslash. */
const INSTALL = /\bnpm[ \t]+(?:install|i|add)\b(?:[^;&|\n\\]|[\\`][ \t]*\r?\n|\\)*/g;
const GLOBAL = /[ \t](?:-g|--global|--location=global)(?![\w-])/;

/** Writes the version behind a package wherever RUN installs it for all, in any version. */
export function pin({ text, instructions }: Source, operation: PinPackage): Change {
  const splices = instructions.filter(isShell).flatMap(({ span }) => {
    const written = text.slice(span.start, span.end);
    return namesIn(written, operation.name).map(({ start, end }) => ({
      start: span.start + start,
      end: span.start + end,
      insert: `${operation.name}@${operation.version}`,
    }));
  });
  const intended = instructions.map((each): Meaning =>
    isShell(each) ? { ...each, args: pinned(each.args, operation) } : each,
  );
  return { splices, intended };
}

/** A here-document may be in another language. */
function isShell({ keyword, heredocs }: Instruction): boolean {
  return keyword === 'RUN' && heredocs.length === 0;
}

function pinned(args: string, { name, version }: PinPackage): string {
  return namesIn(args, name).reduceRight(
    (done, { start, end }) => `${done.slice(0, start)}${name}@${version}${done.slice(end)}`,
    args,
  );
}

/** Where the package is named, alone or with the tag of what is newest. */
function namesIn(script: string, name: string): { start: number; end: number }[] {
  const word = new RegExp(`(?<=[ \\t])${name}(?:@latest)?(?=\\s|$)`, 'g');
  return [...script.matchAll(INSTALL)]
    .filter(([command]) => GLOBAL.test(command))
    .flatMap(({ 0: command, index: at }) =>
      [...command.matchAll(word)].map(({ 0: found, index }) => ({
        start: at + index,
        end: at + index + found.length,
      })),
    );
}
