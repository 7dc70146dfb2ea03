import type { Change, Meaning } from './change.js';
import { noChange } from './change.js';
import type { NameStage, SetUser } from './operation.js';
import { putAfter } from './place.js';
import { findStage, lastOf } from './source.js';
import type { Source } from './source.js';
import { inStyle } from './style.js';

/** Steps that may need to be somebody, and what says who. */
const STEPS = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR', 'USER']);

/** @throws EditRefusal where there is no such stage */
export function setUser(source: Source, { stage: wanted, user }: SetUser): Change {
  const stage = findStage(source, wanted);
  if (lastOf(stage, 'USER')?.args === user) return noChange;
  const previous = stage.body.findLast(({ keyword }) => STEPS.has(keyword)) ?? stage.from;
  const intended: Meaning[] = [...source.instructions];
  const meaning = { keyword: 'USER', flags: [], args: user, heredocs: [] };
  intended.splice(source.instructions.indexOf(previous) + 1, 0, meaning);
  return { splices: [putAfter(source, previous, [`USER ${user}`])], intended };
}

/** @throws EditRefusal where there is no such stage */
export function nameStage(source: Source, { stage: number, name }: NameStage): Change {
  const { from, name: present } = findStage(source, number);
  if (present !== undefined) return noChange;
  const written = source.text.slice(from.span.start, from.span.end);
  const end = from.span.start + written.trimEnd().length;
  const as = inStyle(source, 'AS');
  const intended = source.instructions.map((each): Meaning =>
    each === from ? { ...each, args: `${each.args} ${as} ${name}` } : each,
  );
  return { splices: [{ start: end, end, insert: ` ${as} ${name}` }], intended };
}
