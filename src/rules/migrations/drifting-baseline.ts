import { positionAt } from '../../edit/refusal.js';
import type { Database } from '../../extension/database/model.js';
import type { Extension } from '../../extension/model.js';
import type { Finding } from '../rule.js';

/** A first revision that makes whatever the models are by now. */
export function driftingBaseline({ files }: Extension, { alembic }: Database): Finding[] {
  return (alembic?.revisions ?? []).flatMap(({ file: path, follows }) => {
    const text = follows?.length === 0 ? (files.get(path)?.text ?? '') : '';
    const at = text.search(/\bmetadata\.create_all\b/);
    if (at < 0) return [];
    const message =
      'create_all makes the tables that the models have today, not those of this revision: on an empty database later revisions find their columns there already, or their tables missing. See that they can be run from nothing, or write these tables out with op.create_table.';
    return [{ file: path, ...positionAt(text, at), message }];
  });
}
