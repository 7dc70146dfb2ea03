import { logicalLines, type LogicalLine } from '../../edit/python/logical-lines.js';
import { isTooDeep } from '../../edit/python/nesting.js';
import { lastNotAbove } from './search.js';

/** Bodies that may touch routers. */
const INTERESTING =
  /router|route\b|routes\b|\bmount\(|FastAPI|Starlette|@\w|(?<!from )\bapp\b|\bapi\b/i;
/** Short bodies with a value may give a settings object or a router. */
const SHORT = 120;
/** A handler is never called by what makes the routes, whatever it holds. */
const HANDLER = /^@\w+(\.\w+)*\.(get|post|put|patch|delete|options|head|websocket|middleware)\(/;
const HEADER = /^(?:async[ \t]+)?def[ \t]+(\w+)/;

interface Cut {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A shorter text, and where its offsets are in the whole one. */
export interface Outline {
  readonly text: string;
  original(offset: number): number;
}

/**
 * The text without what cannot matter to routes: functions are cut to `def name():0`, texts of
 * documentation and unused imports go. Parsing is most of the time an API takes to read, and most of
 * an API is such text. Only an optimisation: what this gets wrong does not parse, and then the whole
 * text is parsed.
 */
export function outline(text: string): Outline {
  const lines = logicalLines(text);
  const deep = lines.filter((line) => isTooDeep(text, line));
  const bodies = [
    ...functions(text, lines),
    ...documentation(text, lines),
    ...deep.map(({ start, end }) => ({ start, end, text: '0' })),
  ];
  return cut(text, [...bodies, ...unusedImports(text, lines, bodies)]);
}

function cut(text: string, cuts: readonly Cut[]): Outline {
  let result = '';
  let copied = 0;
  const shifts: { at: number; by: number }[] = [];
  for (const { start, end, text: stub } of [...cuts].sort((a, b) => a.start - b.start)) {
    if (start < copied) continue;
    result += text.slice(copied, start) + stub;
    copied = end;
    shifts.push({ at: result.length, by: copied - result.length });
  }
  const starts = shifts.map(({ at }) => at);
  return {
    text: result + text.slice(copied),
    original: (offset) => offset + (shifts[lastNotAbove(starts, offset)]?.by ?? 0),
  };
}

function functions(text: string, lines: readonly LogicalLine[]): Cut[] {
  const found: Cut[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const header = lines[at];
    if (header === undefined) break;
    const [, name] = HEADER.exec(text.slice(header.start, header.start + 200)) ?? [];
    if (name === undefined || name === '__init__') continue;
    let last = at;
    while ((lines[last + 1]?.indent ?? -1) > header.indent) last += 1;
    const first = lines[at + 1];
    const end = lines[last]?.end ?? header.end;
    if (last === at || first === undefined) continue;
    if (!isHandler(text, lines[at - 1]) && matters(text.slice(first.start, end))) continue;
    found.push({ start: header.start, end, text: `def ${name}():0` });
    at = last;
  }
  return found;
}

function matters(body: string): boolean {
  return INTERESTING.test(body) || (body.length < SHORT && body.includes('return'));
}

function isHandler(text: string, above: LogicalLine | undefined): boolean {
  return above !== undefined && HANDLER.test(text.slice(above.start, above.end));
}

/** Long strings that are statements of their own. */
function documentation(text: string, lines: readonly LogicalLine[]): Cut[] {
  return lines.flatMap(({ start, end }) => {
    const quote = text.slice(start, start + 3);
    const isString = quote === '"""' || quote === "'''";
    if (!isString || text.indexOf(quote, start + 3) !== end - 3) return [];
    return [{ start, end, text: '0' }];
  });
}

/** Imports none of whose names occurs again; one below a router may add routes to it. */
function unusedImports(text: string, lines: readonly LogicalLine[], bodies: readonly Cut[]): Cut[] {
  const router = /\w\s*=\s*(\w+\.)?(APIRouter|FastAPI)\b/.exec(text)?.index ?? text.length;
  const imports = lines
    .filter(({ start, indent }) => {
      return (
        indent === 0 && start < router && /^(from|import)\s/.test(text.slice(start, start + 7))
      );
    })
    .map(({ start, end }) => ({ start, end, text: '' }));
  const used = new Set(cut(text, [...bodies, ...imports]).text.match(/\w+/g) ?? []);
  return imports.filter(({ start, end }) => {
    const source = text.slice(start, end).replace(/^from[^]*?\bimport\b/, '');
    const names = source.match(/\w+|\*/g) ?? [];
    return !names.some((name) => name === '*' || used.has(name));
  });
}
