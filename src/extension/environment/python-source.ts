import { children, textOf, visit, type SyntaxNode } from '../../edit/python/nodes.js';
import { parsePython } from '../../edit/python/syntax.js';
import { positionAt, type Position } from '../../edit/refusal.js';
import type { SourceFile } from '../model.js';

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
  readonly text: string;
  readonly statements: readonly SyntaxNode[];
  readonly imports: ReadonlyMap<string, Import>;
  position(node: SyntaxNode): Position;
}

const read = new WeakMap<SourceFile, PythonSource>();

/** Parses a module; once, for a file never changes. */
export function pythonSource(file: SourceFile): PythonSource {
  const known = read.get(file) ?? parse(file);
  read.set(file, known);
  return known;
}

function parse({ path, text: whole }: SourceFile): PythonSource {
  const text = whole.replace(/^\uFEFF/, '');
  const { statements } = parsePython(text);
  const imports = new Map<string, Import>();
  for (const statement of statements) {
    visit(statement, (node) => {
      if (node.name === 'ImportStatement') addImports(textOf(node, text), imports);
      return node.name !== 'ImportStatement';
    });
  }
  const position = ({ from }: SyntaxNode): Position => positionAt(text, from);
  return { file: path, text, statements, imports, position };
}

function addImports(statement: string, imports: Map<string, Import>): void {
  const source = statement.replace(/#.*$/gm, '').replace(/[()\\]/g, ' ');
  const [, dots = '', module = '', names] =
    /^from\s+(\.*)\s*([\w.]*)\s+import\s+([^]*)$/.exec(source) ?? [];
  for (const part of (names ?? source.replace(/^import\s+/, '')).split(',')) {
    const [, name = '', alias] = /^\s*([\w.]+)(?:\s+as\s+(\w+))?\s*$/.exec(part) ?? [];
    if (name === '') continue;
    if (names !== undefined) imports.set(alias ?? name, { dots: dots.length, module, name });
    else {
      const bound = alias === undefined ? (name.split('.')[0] ?? name) : name;
      imports.set(alias ?? bound, { dots: 0, module: bound, name: undefined });
    }
  }
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
