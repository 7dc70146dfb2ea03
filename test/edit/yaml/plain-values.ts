import { CORE_SCHEMA, loadAll, mergeTag, realMapTag } from 'js-yaml';
import { parseAllDocuments } from 'yaml';

/** What a text says, with keys of every kind, in order. */
export type Plain = null | string | number | boolean | Plain[] | Map<unknown, Plain>;

/** The documents of a text, with `<<` resolved; undefined for what the parser does not take. */
export type Loader = (text: string) => Plain[] | undefined;

/** The parser that the editor uses; undefined where the values are not plain data. */
export const withYaml: Loader = (text) => {
  try {
    // YAML ends a line at a lone CR; this parser does not.
    const documents = parseAllDocuments(text.replace(/\r(?!\n)/g, '\n'), {
      merge: true,
      logLevel: 'silent',
    });
    const values = (Array.isArray(documents) ? documents : [])
      // Nor that nothing between two `...` is no document (section 9.2).
      .filter(
        ({ contents, directives }) =>
          (contents !== null && contents.range[2] > contents.range[0]) ||
          directives.docStart === true,
      )
      .map((each) => each.toJS({ mapAsMap: true }) as unknown);
    return asPlain(values.length > 0 ? values : [null]);
  } catch {
    return undefined; // a merge of something that is not a map, or an alias of what it is in
  }
};

const schema = CORE_SCHEMA.withTags(mergeTag, realMapTag);

/** What the independent parser refuses or misreads: a tab directly behind a dash or a colon. */
export const beyondJsYaml = /[-?:]\t/;

/** An independent parser. */
export const withJsYaml: Loader = (text) => {
  try {
    const values = loadAll(text, { schema });
    return asPlain(values.length > 0 ? values : [null]);
  } catch {
    return undefined;
  }
};

/** Values as they can be compared as text, types and order included. */
export function shown(value: unknown): string {
  if (value === undefined) return 'undefined';
  return JSON.stringify(value, (_, each: unknown) =>
    each instanceof Map ? { map: [...each] } : Object.is(each, -0) ? '-0' : each,
  );
}

function asPlain(values: unknown[]): Plain[] | undefined {
  return values.every(isPlain) ? values : undefined;
}

function isPlain(value: unknown): value is Plain {
  if (Array.isArray(value)) return value.every(isPlain);
  if (value instanceof Map) return [...value.values()].every(isPlain);
  return typeof value !== 'object' || value === null; // not !!binary, !!set and the like
}
