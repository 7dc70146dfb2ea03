import { logicalLines, type LogicalLine } from '../../edit/python/logical-lines.js';
import { isTooDeep } from '../../edit/python/nesting.js';
import { comments, documentation } from './prose.js';
import { shorten, type Cut, type Shortened } from './shortened.js';

/** Bodies that may touch routers. */
const INTERESTING =
  /router|route\b|routes\b|\bmount\(|FastAPI|Starlette|@\w|(?<!from )\bapp\b|\bapi\b/i;
/** Short bodies with a value may give a settings object or a router. */
const SHORT = 120;
/** A handler is never called by what makes the routes, whatever it holds. */
const HANDLER = /^@\w+(\.\w+)*\.(get|post|put|patch|delete|options|head|websocket|middleware)\(/;
const DECLARATION =
  /^(?!else\b|try\b|finally\b)[A-Za-z_]\w*[ \t]*:[ \t]*[^=\s;:{}(#\\][^=;:{}(#\\]*$/;
const HEADER = /^(?:async[ \t]+)?def[ \t]+(\w+)/;

/**
 * The text without what cannot matter to routes: functions are cut to `def name():0`, texts of
 * documentation and unused imports go. Parsing is most of the time an API takes to read, and most of
 * an API is such text. Only an optimisation: what this gets wrong does not parse, and then the whole
 * text is parsed.
 */
export function outline(text: string): Shortened {
  const lines = logicalLines(text);
  const deep = lines.filter((line) => isTooDeep(text, line));
  const documents = documentation(text, lines);
  const bodies = [
    ...functions(text, lines, documents),
    ...documents,
    ...declarations(text, lines),
    ...comments(text, lines),
    ...deep.map(({ start, end }) => ({ start, end, text: '0' })),
  ];
  return shorten(text, [...bodies, ...unusedImports(text, lines, bodies)]);
}

function functions(text: string, lines: readonly LogicalLine[], documents: readonly Cut[]): Cut[] {
  const found: Cut[] = [];
  const silent = new Set(documents.map(({ start }) => start));
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
    const body = lines
      .slice(at + 1, last + 1)
      .filter(({ start }) => !silent.has(start))
      .map((line) => text.slice(line.start, line.end));
    if (!isHandler(text, lines[at - 1]) && matters(body.join('\n'), text.slice(first.start, end)))
      continue;
    found.push({ start: header.start, end, text: `def ${name}():0` });
    at = last;
  }
  return found;
}

/** `code` is the body without its documentation. */
function matters(code: string, body: string): boolean {
  return INTERESTING.test(code) || (body.length < SHORT && body.includes('return'));
}

function isHandler(text: string, above: LogicalLine | undefined): boolean {
  return above !== undefined && HANDLER.test(text.slice(above.start, above.end));
}

/** `name: type` and nothing else, which binds nothing. */
function declarations(text: string, lines: readonly LogicalLine[]): Cut[] {
  return lines.flatMap(({ start, end, indent }) => {
    const isDeclaration = indent > 0 && DECLARATION.test(text.slice(start, end));
    return isDeclaration ? [{ start, end, text: '0' }] : [];
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
  const used = new Set(shorten(text, [...bodies, ...imports]).text.match(/\w+/g) ?? []);
  return imports.filter(({ start, end }) => {
    const source = text.slice(start, end).replace(/^from[^]*?\bimport\b/, '');
    const names = source.match(/\w+|\*/g) ?? [];
    return !names.some((name) => name === '*' || used.has(name));
  });
}
