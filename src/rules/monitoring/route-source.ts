import { textLines } from '../../edit/text-lines.js';
import type { ApiRoute, Extension } from '../../extension/model.js';

const MAX_LINES = 60;

/** The route's declaration: its decorator (or call) and the function's first line. */
export function declarationOf(extension: Extension, route: ApiRoute): string {
  const declaration = linesFrom(extension, route).slice(0, 8);
  const end = declaration.findIndex((line) => /^\s*(async )?def /.test(line));
  return declaration.slice(0, end < 0 ? 4 : end + 1).join('\n');
}

/** The declaration and the function's body, as far as its indent goes. */
export function handlerOf(extension: Extension, route: ApiRoute): string {
  const lines = linesFrom(extension, route);
  const start = lines.findIndex((line) => /^\s*(async )?def /.test(line));
  if (start < 0) return '';
  const indent = /^\s*/.exec(lines[start] ?? '')?.[0].length ?? 0;
  const next = lines.findIndex(
    (line, index) =>
      index > start && line.trim() !== '' && !/^\s*\)/.test(line) && indentOf(line) <= indent,
  );
  return lines.slice(0, next < 0 ? MAX_LINES : next).join('\n');
}

function indentOf(line: string): number {
  return /^\s*/.exec(line)?.[0].length ?? 0;
}

function linesFrom(extension: Extension, { file, position }: ApiRoute): string[] {
  const lines = textLines(extension.files.get(file)?.text ?? '');
  return lines.slice(position.line - 1, position.line - 1 + MAX_LINES);
}
