import { join } from 'node:path';
import { inspect } from '../../src/extension/inspect.js';
import type { Extension } from '../../src/extension/model.js';
import type { FileEdit } from '../../src/edit/edit.js';
import { EditRefusal } from '../../src/edit/refusal.js';
import type { Span } from '../../src/edit/refusal.js';
import { applyEdit } from '../../src/plan/apply.js';
import { defaultOptions } from '../../src/rules/options.js';
import type { Options } from '../../src/rules/options.js';
import type { Rule } from '../../src/rules/rule.js';
import { readTree, removeTrees, writeTree } from '../tree.js';
import { sample } from './sample.js';

type Files = Readonly<Record<string, string>>;

interface Case {
  readonly name: string;
  /** Laid over the sample: a manifest and nothing else. */
  readonly files: Files;
  /** Where in the temporary directory the extension lies; its root unless given. */
  readonly at?: string;
  /** Files of the directory around it. */
  readonly around?: Files;
}

interface InvalidCase extends Case {
  /** `file:line:column message`, in order. */
  readonly findings: readonly string[];
  /** The exact text of every file that the fix changes; left out where it changes none. */
  readonly after?: Files;
  /** Changes that the editors refuse, as `file:line:column`. */
  readonly refused?: readonly string[];
  /** Findings that the fix leaves for a person. */
  readonly remaining?: readonly string[];
  readonly options?: Partial<Options>;
}

interface Cases {
  readonly valid: readonly Case[];
  readonly invalid: readonly InvalidCase[];
  readonly notApplicable?: readonly (Case & { readonly reason?: string })[];
  readonly manual?: readonly (Case & { readonly findings: readonly string[] })[];
}

/**
 * Tests a rule on small extensions that are written to disk and inspected for real. For every fix:
 * it makes the rule pass, or leaves exactly `remaining`; a second one changes nothing; no byte
 * outside the edits' spans and no other file changes.
 */
export function testRule(rule: Rule, cases: Cases): void {
  afterEach(removeTrees);
  const { meta } = rule;

  describe(meta.id, () => {
    describe('passes', () => {
      for (const each of cases.valid) {
        test(each.name, () => {
          const extension = extensionOf(each);
          expect(rule.check(extension)).toEqual({ status: 'pass' });
          expect(rule.fix?.(extension, defaultOptions) ?? []).toEqual([]);
        });
      }
    });

    describe('fails', () => {
      for (const each of cases.invalid) {
        test(each.name, async () => {
          await checkInvalid(rule, each);
        });
      }
    });

    for (const each of cases.notApplicable ?? []) {
      test(`does not apply: ${each.name}`, () => {
        const result = rule.check(extensionOf(each));
        const reason: unknown = each.reason ?? expect.any(String);
        expect(result).toEqual({ status: 'not-applicable', reason });
      });
    }

    for (const each of cases.manual ?? []) {
      test(`leaves it to a person: ${each.name}`, () => {
        const extension = extensionOf(each);
        expect(rule.check(extension).status).toBe('manual');
        expect(findings(rule, extension)).toEqual(each.findings);
      });
    }
  });
}

async function checkInvalid(rule: Rule, each: InvalidCase): Promise<void> {
  const extension = extensionOf(each);
  expect(findings(rule, extension)).toEqual(each.findings);
  expect(rule.check(extension).status).toBe('fail');
  expect(rule.fix === undefined).toBe(rule.meta.fix === null);

  const before = readTree(extension.root);
  const { texts, refused } = await fixed(rule, extension, each.options);
  const after = { ...before, ...texts };
  expect(changed(before, after)).toEqual(each.after ?? {});
  expect(refused).toEqual(each.refused ?? []);

  const again = extensionOf({ ...each, files: { ...each.files, ...each.after } });
  expect(findings(rule, again)).toEqual(
    each.after === undefined ? each.findings : (each.remaining ?? []),
  );
  const twice = await fixed(rule, again, each.options);
  expect(changed(after, { ...after, ...twice.texts })).toEqual({});
}

function extensionOf({ files, at = '.', around = {} }: Case): Extension {
  const own = Object.entries({ ...sample, ...files }).map(([path, text]) => [join(at, path), text]);
  const root = writeTree({ ...around, ...(Object.fromEntries(own) as Files) });
  return inspect(join(root, at));
}

function findings(rule: Rule, extension: Extension): string[] {
  const result = rule.check(extension);
  const found = 'findings' in result ? result.findings : [];
  return found.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
}

interface Fixed {
  readonly texts: Files;
  readonly refused: readonly string[];
}

/** The texts after all changes of the rule; a change is made whole or, if refused, not at all. */
async function fixed(
  rule: Rule,
  extension: Extension,
  options: Partial<Options> = {},
): Promise<Fixed> {
  let texts: Files = {};
  const refused: string[] = [];
  for (const { edits } of rule.fix?.(extension, { ...defaultOptions, ...options }) ?? []) {
    let attempt = texts;
    try {
      for (const edit of edits) {
        attempt = { ...attempt, ...(await applied(extension, attempt, edit)) };
      }
      texts = attempt;
    } catch (error) {
      if (!(error instanceof EditRefusal)) throw error;
      const files = [...new Set(edits.map(({ file }) => file))].join(' and ');
      refused.push(`${files}:${error.position.line}:${error.position.column}`);
    }
  }
  return { texts, refused };
}

/** The text after one edit, checked against the spans that the editor says are new. */
async function applied(extension: Extension, texts: Files, edit: FileEdit): Promise<Files> {
  const before = texts[edit.file] ?? extension.files.get(edit.file)?.text;
  const { text, spans } = await applyEdit(extension, before, edit);
  expectUntouched(before ?? '', text, spans);
  return { [edit.file]: text };
}

/** What lies outside of the spans must be in the text before, in the same order. */
function expectUntouched(before: string, after: string, spans: readonly Span[]): void {
  let place = 0;
  let from = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const kept = after.slice(from, start);
    const found = from === 0 && !before.startsWith(kept) ? -1 : before.indexOf(kept, place);
    expect(found).toBeGreaterThanOrEqual(0);
    place = found + kept.length;
    from = end;
  }
  const rest = after.slice(from);
  expect(before.slice(place).endsWith(rest)).toBe(true);
}

function changed(before: Files, after: Files): Files {
  return Object.fromEntries(Object.entries(after).filter(([path, text]) => before[path] !== text));
}
