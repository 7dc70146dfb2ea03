import type { SyntaxNode } from '../../edit/python/nodes.js';
import { parsePython } from '../../edit/python/syntax.js';
import type { Position } from '../../edit/refusal.js';
import { kept } from '../kept.js';
import { lazy } from '../lazy.js';
import type { SourceFile } from '../model.js';
import { outline } from './outline.js';
import { lastNotAbove } from './search.js';
import type { PythonModule } from './values.js';

interface ReadModule {
  readonly module: PythonModule;
  readonly statements: readonly SyntaxNode[];
}

/** What is longer is data or generated; parsing it takes seconds. */
const MAX_LENGTH = 512 * 1024;

/** Parses what matters of a module, all of it where that does not parse; once, for a file never changes. */
export const readModule = kept(parse);

function parse({ path: file, text: whole }: SourceFile): ReadModule {
  const text = whole.length > MAX_LENGTH ? '' : whole.replace(/^\uFEFF/, '');
  const short = outline(text);
  const position = lazyPositions(text);
  const module = {
    file,
    text: short.text,
    position: (offset: number) => position(short.original(offset)),
  };
  const { grammarError, statements } = parsePython(short.text);
  if (grammarError === undefined) return { module, statements };
  return { module: { file, text, position }, statements: parsePython(text).statements };
}

/** Positions in a text; its lines are found when the first one is asked for. */
function lazyPositions(text: string): (offset: number) => Position {
  const starts = lazy(() => {
    const breaks = text.matchAll(/\r\n|\n|\r/g);
    return [0, ...[...breaks].map(({ index, 0: end }) => index + end.length)];
  });
  return (offset) => {
    const line = lastNotAbove(starts(), offset);
    return { line: line + 1, column: offset - (starts()[line] ?? 0) + 1 };
  };
}
