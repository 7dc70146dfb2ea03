import { EditRefusal, type Edited } from './refusal.js';
import { applySplices, compose, untouchedOutside, type Hunk, type Splice } from './yaml/splice.js';

/** A text in between, and how it differs from what it was at first. */
export interface State {
  readonly text: string;
  readonly hunks: readonly Hunk[];
}

/** The state after splices, which are in order and do not overlap. */
export function spliced({ text, hunks }: State, splices: readonly Splice[]): State {
  return { text: applySplices(text, splices), hunks: compose(hunks, splices) };
}

/**
 * Makes operations on a text, one after the other; `decide` says what each comes to on the text as it
 * is by then, and has proven it.
 * @throws EditRefusal what `decide` throws, or where a byte outside the returned spans would change
 */
export function inSteps<Operation>(
  text: string,
  operations: readonly Operation[],
  decide: (text: string, operation: Operation) => readonly Splice[],
): Edited {
  return madeBy(text, operations, (state, operation) =>
    spliced(state, decide(state.text, operation)),
  );
}

/** The same, for operations that are steps themselves. */
export function madeBy<Operation>(
  text: string,
  operations: readonly Operation[],
  apply: (state: State, operation: Operation) => State,
): Edited {
  const { text: after, hunks } = operations.reduce(apply, { text, hunks: [] });
  if (!untouchedOutside(text, after, hunks)) {
    throw new EditRefusal('a byte outside the change would change', { line: 1, column: 1 });
  }
  return { text: after, spans: hunks.map(({ start, end }) => ({ start, end })) };
}
