import type { Database, Revision } from '../../extension/database/model.js';
import type { Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';

/** Two people who branch off one revision leave two heads; `upgrade head` then does nothing at all. */
export const alembicSingleHead: Rule = {
  meta: {
    id: 'alembic-single-head',
    aspect: 'migrations',
    severity: 'error',
    fix: null,
    title: 'The migrations are one chain',
    failureTitle: 'The migrations are not one chain',
    why: '"alembic upgrade head" stops where there are two newest revisions, or where one is missing.',
  },

  check({ databases }) {
    const migrated = databases.filter(({ alembic }) => (alembic?.revisions.length ?? 0) > 0);
    if (migrated.length === 0)
      return { status: 'not-applicable', reason: 'there are no migrations' };
    return verdict(migrated.flatMap(chainFaults));
  },
};

function chainFaults({ dir, alembic }: Database): Finding[] {
  const revisions = alembic?.revisions ?? [];
  const byId = new Map(revisions.map((revision) => [revision.id, revision]));
  const at = ({ file, position }: Revision, message: string): Finding => ({
    file,
    ...position,
    message,
  });
  const twice = revisions.filter((revision) => byId.get(revision.id) !== revision);
  const lost = revisions.flatMap((revision) =>
    (revision.follows ?? [])
      .filter((id) => !isKnown(id, byId))
      .map((id) => at(revision, `${revision.id} follows ${id}, which is not there.`)),
  );
  const followed = new Set(revisions.flatMap(({ follows }) => follows ?? []));
  const heads = revisions.filter(({ id }) => ![...followed].some((each) => id.startsWith(each)));
  const names = heads.map(({ id }) => id).join(', ');
  // What only running a revision tells may join any two heads.
  const isSure = revisions.every(({ follows }) => follows !== undefined);
  const forked =
    heads.length > 1 && isSure
      ? heads
          .slice(1)
          .map((head) =>
            at(
              head,
              `${names} are all newest: join them with "python -m alembic merge heads" in ${dir}.`,
            ),
          )
      : [];
  return [
    ...twice.map((revision) => at(revision, `There is another revision ${revision.id}.`)),
    ...lost,
    ...forked,
  ];
}

/** Alembic takes the beginning of an id for the whole, as long as it is unique. */
function isKnown(id: string, byId: ReadonlyMap<string, Revision>): boolean {
  return byId.has(id) || [...byId.keys()].some((each) => each.startsWith(id));
}
