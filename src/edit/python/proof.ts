import { textOf } from './nodes.js';
import { errorIn, parsePython, type Syntax } from './syntax.js';

/** What an insertion claims to have done. */
export interface Insertion {
  readonly before: Syntax;
  readonly after: string;
  /** The statement the block was put behind. */
  readonly index: number;
  readonly block: string;
}

/** Parses again and compares statement by statement; says what is wrong, if anything is. */
export function proveInsertion({ before, after, index, block }: Insertion): string | undefined {
  const result = parsePython(after);
  if (errorIn(result) !== undefined) return 'the module would not be valid Python any more';
  const expected = sources(before);
  expected.splice(index + 1, 0, ...sources(parsePython(block)));
  const found = sources(result);
  const isSame = expected.length === found.length && expected.every((part, i) => part === found[i]);
  return isSame ? undefined : 'inserting here would change other statements';
}

/** The source of every top-level statement; a node may or may not hold its last newline. */
function sources({ statements, text }: Syntax): string[] {
  return statements.map((statement) => textOf(statement, text).trimEnd());
}
