import type { Position } from '../edit/refusal.js';

export type BadInputCode =
  'not-a-directory' | 'no-manifest' | 'platform-root' | 'bad-manifest' | 'unreadable';

interface BadInputDetails {
  readonly code: BadInputCode;
  readonly file: string;
  readonly reason: string;
  readonly hint: string;
  readonly position?: Position;
}

/**
 * What was given is not an extension that can be looked at. The message is one line: where, what is
 * wrong, what to do. `code` tells a caller that could help (`no-manifest`: offer to create it).
 */
export class BadInput extends Error {
  override readonly name = 'BadInput';
  readonly code: BadInputCode;
  readonly file: string;
  readonly reason: string;
  readonly hint: string;
  readonly position: Position | undefined;

  constructor(details: BadInputDetails) {
    const { file, position, reason, hint } = details;
    const place = position === undefined ? file : `${file}:${position.line}:${position.column}`;
    super(oneLine(`${place}: ${reason}: ${hint}`));
    this.code = details.code;
    this.file = file;
    this.reason = oneLine(reason);
    this.hint = hint;
    this.position = position;
  }
}

/** File names and values come from outside: a line break in one must not break the message. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\t]+/g, ' ');
}
