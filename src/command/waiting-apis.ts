import type { Hardening } from '../plan/harden.js';
import { visible } from '../report/visible.js';
import { takesUrl, withoutMigration } from '../rules/migrations/first-migration.js';
import { alembicBaseline } from '../rules/migrations/alembic-baseline.js';
import type { Rule } from '../rules/rule.js';
import type { Database } from '../extension/database/model.js';
import type { Console } from './console.js';
import type { HardenRequest } from './harden-request.js';

/** The APIs whose first migration this run goes on to make, once the plan is written. */
export function waitingApis(
  request: HardenRequest,
  selected: readonly Rule[],
  { plan, after }: Hardening,
): Database[] {
  if (request.autogenerate === false) return [];
  const waiting = withoutMigration(plan.result);
  if (request.autogenerate === true) return waiting;
  const isChosen = selected.includes(alembicBaseline);
  const { id } = alembicBaseline.meta;
  // Where its people leave the rule out, it does not apply.
  const isFailing = after.rules.some((rule) => rule.id === id && rule.status === 'fail');
  if (!isChosen || !isFailing) return [];
  return waiting.filter((database) => takesUrl(plan.result, database));
}

/** Says what a run that changes nothing would go on to do. */
export function announceMigrations(
  { format }: HardenRequest,
  waiting: readonly Database[],
  console: Console,
): void {
  const text = waiting
    .map(
      ({ dir }) =>
        `${visible(dir)}: its first migration would be made by Alembic, which runs its code; --no-autogenerate leaves that out\n`,
    )
    .join('');
  if (text === '') return;
  if (format === 'json') console.err(text);
  else console.out(`${text}\n`);
}
