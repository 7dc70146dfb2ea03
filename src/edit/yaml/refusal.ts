/** A place in a text: line and column both start at 1, as editors and compilers count them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Thrown by an editor that cannot keep its promise for a text (it does not parse, the target is an
 * alias, the proof failed). The text is left as it was; `paste` is what a person could insert.
 */
export class EditRefusal extends Error {
  override readonly name = 'EditRefusal';

  constructor(
    readonly reason: string,
    readonly position: Position,
    readonly paste?: string,
  ) {
    super(reason);
  }
}

/** A half-open range of offsets into the edited text that an edit inserted or replaced. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The outcome of an editor: the new text and the spans of it that are new. */
export interface Edited {
  readonly text: string;
  readonly spans: readonly Span[];
}

/** The position of `offset` in `text`; CRLF, LF and a lone CR each end a line. */
export function positionAt(text: string, offset: number): Position {
  let line = 1;
  let lineStart = 0;
  for (const match of text.slice(0, offset).matchAll(/\r\n|\n|\r/g)) {
    line += 1;
    lineStart = match.index + match[0].length;
  }
  return { line, column: offset - lineStart + 1 };
}

/** The refusal to change `text`, placed at `offset`. The reason says what a person can do. */
export function refusal(text: string, offset: number, reason: string): EditRefusal {
  return new EditRefusal(reason, positionAt(text, offset));
}
