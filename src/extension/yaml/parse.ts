import { Composer, LineCounter, isMap } from 'yaml';
import type { ParsedNode, YAMLError } from 'yaml';
import { positionAt } from '../../edit/refusal.js';
import type { Position } from '../../edit/refusal.js';
import { tokensOf, unprintableIn, type ParsedDocument } from '../../edit/yaml/index.js';
import { kept } from '../kept.js';
import type { FileProblem, SourceFile } from '../model.js';
import { TOO_MANY_ALIASES, readAliases } from './aliases.js';
import { Locator, startOf } from './locate.js';
import type { Locate } from './locate.js';
import { plainDocument } from './plain.js';

const MORE = 'holds more than one YAML document';
const TOO_DEEP = 'is nested too deeply to be read';

/** A YAML file whose root is a map; `data` is empty where `problem` is set. */
export interface YamlFile {
  readonly data: Readonly<Record<string, unknown>>;
  readonly problem?: FileProblem;
  readonly locate: Locate;
  /** The anchor that the value at a route is an alias of, if that is how it is written. */
  readonly aliasAt: (route: readonly (string | number)[]) => string | undefined;
}

/**
 * Uses of one anchor, nested uses multiplied. Real files use an anchor once per service; a file made
 * to blow up in memory when it is walked ("billion laughs") is far above.
 */
const MAX_ALIASES = 10_000;

/**
 * The parser takes seconds for more (and each edit is proven by parsing again). Real files are
 * below 100 KB.
 */
const MAX_LENGTH = 256 * 1024;

/** Of a file that cannot be read. */
const aliasAt = (): undefined => undefined;

/** Parses with aliases and merge keys resolved, once for each file. Never throws. */
export const parseYaml = kept(parse);

function parse({ path, text }: Pick<SourceFile, 'path' | 'text'>): YamlFile {
  let lines = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    // An empty text has no line for the counter to find.
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const failedAt = (position: Position, message: string): YamlFile => {
    return {
      data: {},
      problem: { file: path, position, message },
      locate: () => position,
      aliasAt,
    };
  };
  const failed = (offset: number, message: string): YamlFile => failedAt(at(offset), message);

  if (text.length > MAX_LENGTH) {
    return failed(0, `is larger than ${MAX_LENGTH / 1024} KB, too large to be worked on`);
  }
  const control = unprintableIn(text);
  if (control !== undefined) {
    const message = `is not valid YAML: the control character ${control.name} is not allowed`;
    return failedAt(positionAt(text, control.offset), message);
  }
  try {
    lines = tokensOf(text).lines;
    const [document, more] = documentsIn(text);
    if (document === undefined) return failed(0, 'is empty');
    const error = document.errors[0];
    if (error === undefined && more !== undefined) return failed(more.range[0], MORE);
    if (error !== undefined) return failed(error.pos[0], explain(error, text));
    const { contents } = document;
    if (!isMap(contents)) return failed(startOf(contents), notAMap(document));
    const aliases = readAliases(document, text);
    if (aliases.bad !== undefined) return failed(aliases.bad.offset, aliases.bad.message);
    const data = document.toJS({ maxAliasCount: MAX_ALIASES }) as Record<string, unknown>;
    const locator = new Locator(document, aliases);
    return {
      data,
      locate: (route) => at(locator.offsetOf(route)),
      aliasAt: (route) => locator.aliasAt(route),
    };
  } catch (error) {
    return failed(0, explainThrown(error));
  }
}

/** All of a text's documents; the first is there even if it is empty. */
function documentsIn(text: string): readonly ParsedDocument[] {
  const plain = plainDocument(text);
  if (plain !== undefined) return [plain];
  const composer = new Composer<ParsedNode, false>({ merge: true, logLevel: 'error' });
  return [...composer.compose(tokensOf(text).tokens, true, text.length)];
}

function notAMap(document: ParsedDocument): string {
  const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
  if (value === null || value === undefined) return 'is empty';
  return `is a ${Array.isArray(value) ? 'list' : 'single value'}, not a map`;
}

/** The parser's message in plain words, without the advice it gives to programmers. */
function explain(error: YAMLError, text: string): string {
  switch (error.code) {
    case 'DUPLICATE_KEY': {
      const key = /^[^:\r\n]*/.exec(text.slice(error.pos[0], error.pos[0] + 80))?.[0].trim();
      return `is not valid YAML: the key ${key ?? ''} is there twice`;
    }
    case 'TAB_AS_INDENT':
      return 'is not valid YAML: a tab is used as indentation, where only spaces may be';
    default: {
      const message = error.message.split('\n')[0] ?? '';
      if (message.startsWith('Maximum call stack')) return TOO_DEEP;
      return `is not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
    }
  }
}

function explainThrown(error: unknown): string {
  if (error instanceof RangeError) return TOO_DEEP;
  const message = error instanceof Error ? error.message : '';
  return message.startsWith('Excessive alias count') ? TOO_MANY_ALIASES : 'cannot be parsed';
}
