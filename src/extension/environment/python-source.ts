import { logicalLines } from '../../edit/python/logical-lines.js';
import { children, textOf, visit, type SyntaxNode } from '../../edit/python/nodes.js';
import { parsePython } from '../../edit/python/syntax.js';
import { positionAt, type Position } from '../../edit/refusal.js';
import { kept } from '../kept.js';
import { lazy } from '../lazy.js';
import type { SourceFile } from '../model.js';
import { shorten, type Shortened } from '../python/shortened.js';
import { tellingNothing } from './telling-nothing.js';

/** Where an imported name comes from. */
export interface Import {
  /** Dots of a relative import. */
  readonly dots: number;
  readonly module: string;
  /** The name in that module; undefined for a module itself. */
  readonly name: string | undefined;
}

/** A module read whole: what reads the environment may stand in any function. */
export interface PythonSource {
  readonly file: string;
  /** The whole text. */
  readonly whole: string;
  /** What was parsed of it, and what the nodes' offsets are in. */
  readonly text: string;
  /** Parsed when they are first looked at. */
  readonly statements: readonly SyntaxNode[];
  /** By the names they bind, those in functions too. */
  readonly imports: ReadonlyMap<string, Import>;
  /** All of them: several modules may be imported for one name (`from … import Base`). */
  readonly everyImport: readonly Import[];
  position(node: SyntaxNode): Position;
}

/** The module a file holds; one for each file, which never changes. */
export const pythonSource = kept(sourceOf);

function sourceOf({ path, text: whole }: SourceFile): PythonSource {
  const text = whole.replace(/^\uFEFF/, '');
  const parsed = lazy(() => parse(text));
  const bound = lazy(() => {
    const statements = importLines(text) ?? importNodes(parsed().statements, parsed().text);
    return statements.flatMap(boundBy);
  });
  const imports = lazy(() => new Map(bound()));
  return {
    file: path,
    whole: text,
    get text() {
      return parsed().text;
    },
    get statements() {
      return parsed().statements;
    },
    get imports() {
      return imports();
    },
    get everyImport() {
      return bound().map(([, each]) => each);
    },
    position: ({ from }) => positionAt(text, parsed().original(from)),
  };
}

interface Parsed extends Shortened {
  readonly statements: readonly SyntaxNode[];
}

/** Without the columns of tables, where it parses without them. */
function parse(text: string): Parsed {
  const cuts = tellingNothing(text);
  const short = shorten(text, cuts);
  const { statements, grammarError } = parsePython(short.text);
  return cuts.length === 0 || grammarError === undefined
    ? { ...short, statements }
    : { ...shorten(text, []), statements: parsePython(text).statements };
}

/** `if x: import y`, `a = 1; import b`. */
const BEHIND = /[:;][ \t]*(from|import)\b/;

/**
 * The import statements without parsing, for many modules are only asked whom they import; undefined
 * where one may stand behind something else on its line.
 */
function importLines(text: string): string[] | undefined {
  const lines = logicalLines(text)
    .map(({ start, end }) => text.slice(start, end))
    .filter((line) => !/^["']/.test(line));
  return lines.some((line) => BEHIND.test(line))
    ? undefined
    : lines.filter((line) => /^(from|import)\b/.test(line));
}

function importNodes(statements: readonly SyntaxNode[], text: string): string[] {
  const found: string[] = [];
  for (const statement of statements) {
    visit(statement, (node) => {
      if (node.name === 'ImportStatement') found.push(textOf(node, text));
      return node.name !== 'ImportStatement';
    });
  }
  return found;
}

/** The names that an import statement binds. */
function boundBy(statement: string): [string, Import][] {
  const source = statement.replace(/#.*$/gm, '').replace(/[()\\]/g, ' ');
  const [, dots = '', module = '', names] =
    /^from\s+(\.*)\s*([\w.]*)\s+import\s+([^]*)$/.exec(source) ?? [];
  return (names ?? source.replace(/^import\s+/, ''))
    .split(',')
    .flatMap((part): [string, Import][] => {
      const [, name = '', alias] = /^\s*([\w.]+)(?:\s+as\s+(\w+))?\s*$/.exec(part) ?? [];
      if (name === '') return [];
      if (names !== undefined) return [[alias ?? name, { dots: dots.length, module, name }]];
      const whole = alias === undefined ? (name.split('.')[0] ?? name) : name;
      return [[alias ?? whole, { dots: 0, module: whole, name: undefined }]];
    });
}

/** The full dotted name of `os.environ.get` or of what was imported under another name. */
export function dottedName(node: SyntaxNode, source: PythonSource): string | undefined {
  const written = writtenName(node, source.text);
  if (written === undefined) return undefined;
  const [first = '', ...rest] = written.split('.');
  const found = source.imports.get(first);
  if (found === undefined) return written;
  const origin = [found.module, found.name].filter((part) => part !== undefined && part !== '');
  return [...origin, ...rest].join('.');
}

function writtenName(node: SyntaxNode, text: string): string | undefined {
  if (node.name === 'VariableName') return textOf(node, text);
  if (node.name !== 'MemberExpression') return undefined;
  const [object, , property] = children(node);
  if (object === undefined || property?.name !== 'PropertyName') return undefined;
  const before = writtenName(object, text);
  return before === undefined ? undefined : `${before}.${textOf(property, text)}`;
}
