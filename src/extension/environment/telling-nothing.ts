import { logicalLines } from '../../edit/python/logical-lines.js';
import { comments, documentation } from '../python/prose.js';
import type { Cut } from '../python/shortened.js';

const MODEL = /\b(Column|mapped_column|relationship)\(/;
const SETTINGS = /\bBaseSettings\b/;
const CLASS = /^[ \t]*class\b/m;
const COLUMN = /^\w+[ \t]*(:[^=]*)?=[ \t]*(\w+\.)?(Column|mapped_column|relationship)\(/;
/** Calls in a column that say something of more than the column. */
const TELLING = /environ|getenv|create_|Table\(/;

/**
 * What nothing is read from and is most of a module: prose, and columns where it defines tables. Nothing of
 * one that could have settings, whose comments say what the settings are for.
 */
export function tellingNothing(text: string): Cut[] {
  const isModel = MODEL.test(text) && !SETTINGS.test(text);
  if (!isModel && CLASS.test(text)) return [];
  const lines = logicalLines(text);
  const columns = lines.flatMap(({ start, end, indent }) => {
    const line = indent === 0 ? '' : text.slice(start, end);
    return COLUMN.test(line) && !TELLING.test(line) ? [{ start, end, text: '0' }] : [];
  });
  return [...columns, ...documentation(text, lines), ...comments(text, lines)];
}
