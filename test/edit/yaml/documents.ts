import fc from 'fast-check';

/** How a generated document is written. */
interface Manner {
  readonly step: number;
  readonly dash: number;
  readonly gap: string;
  /** Taken in turn from line to line. */
  readonly newlines: readonly string[];
  readonly header: string;
  readonly separator: string;
  readonly ending: string;
  readonly bom: boolean;
}

type Tree =
  | { readonly kind: 'scalar'; readonly text: string; readonly comment: string }
  | { readonly kind: 'literal'; readonly header: string; readonly lines: readonly string[] }
  | { readonly kind: 'flow'; readonly text: string; readonly comment: string }
  | { readonly kind: 'map'; readonly entries: readonly Entry[] }
  | { readonly kind: 'seq'; readonly items: readonly Tree[]; readonly anchor: string };

interface Entry {
  readonly above: readonly string[];
  readonly key: string;
  readonly anchor: string;
  readonly isExplicit: boolean;
  readonly value: Tree;
  readonly below: string;
}

const comment = fc.constantFrom('', '', '', ' # note', '   #: {', ' # "', '  ', '\t', '\t# tab');
const scalar = fc.constantFrom(
  'x',
  '1',
  '~',
  '"two"',
  "'3'",
  'true',
  'yes',
  '3.10',
  '',
  'a b:c',
  '"#no"',
  'http://x#y',
  '${{ a }}',
  "'it''s'",
  '"\\t"',
  '"🚀"',
  '1_000',
  'x\n   more',
);
const flow = fc.constantFrom(
  '{}',
  '[]',
  '{ }',
  '[ ]',
  '{a: 1}',
  '{ a: 1, b: [x, "y"] }',
  '[x]',
  '["x", "y"]',
  "[ 'x' ]",
  '[1, 2,]',
  '{ a: 1, }',
  '[[a], {b: c}]',
  '{"a": "b"}',
  '[a: 1]',
  '{a, b: }',
  '*m',
  '{<<: *m}',
);
const above = fc.array(fc.constantFrom('', '#0 column', ' # same: "x"', ''), { maxLength: 2 });
const key = fc.constantFrom('a', 'b', 'c', '"d"', "'e'", 'on', 'y', 'k-1', 'key with space', '<<');

const { tree } = fc.letrec<{ tree: Tree; entry: Entry }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.record({ kind: fc.constant('scalar' as const), text: scalar, comment }),
    fc.record({
      kind: fc.constant('literal' as const),
      header: fc.constantFrom('|', '|-', '>', '>-', '|+', '>+', '|2', '| # c'),
      lines: fc.array(fc.constantFrom('x: 1', '# no', '', ' deeper', 'end'), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    fc.record({ kind: fc.constant('flow' as const), text: flow, comment }),
    fc.record({
      kind: fc.constant('map' as const),
      entries: fc.uniqueArray(tie('entry'), {
        minLength: 1,
        maxLength: 4,
        selector: (entry) => entry.key.replace(/["']/g, ''),
      }),
    }),
    fc.record({
      kind: fc.constant('seq' as const),
      items: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
      anchor: fc.constantFrom('', '', '', ' &s'),
    }),
  ),
  entry: fc.record({
    above,
    key,
    anchor: fc.constantFrom('', '', '', ' &m', ' &k', ' !t'),
    isExplicit: fc.constantFrom(...Array<boolean>(9).fill(false), true),
    value: tie('tree'),
    below: fc.constantFrom('', '', '', 'same', 'deeper'),
  }),
}));

const manner: fc.Arbitrary<Manner> = fc.record({
  step: fc.integer({ min: 1, max: 8 }),
  dash: fc.constantFrom(0, 0, 1, 2, 4),
  gap: fc.constantFrom(' ', ' ', '   '),
  newlines: fc.constantFrom(['\n'], ['\n'], ['\r\n'], ['\r'], ['\n', '\r\n'], ['\r\n', '\n', '\r']),
  header: fc.constantFrom('', '', '', '---\n', '%YAML 1.2\n---\n', '# head\n\n', '--- # head\n'),
  separator: fc.constantFrom('---', '--- # next', '...\n---', '...\n# next\n---'),
  ending: fc.constantFrom('\n', '', '\n\n', '\n# end\n', '\n# end', '\n...\n'),
  bom: fc.constantFrom(false, false, true),
});

function entryLines(entry: Entry, how: Manner): string[] {
  const comments = entry.above.map((line) => (line.startsWith(' ') ? line.trim() : line));
  const below =
    entry.below === '' ? [] : [`${' '.repeat(entry.below === 'same' ? 0 : how.step)}# below`];
  const [before, key] = entry.isExplicit ? [[`? ${entry.key}`], ''] : [[], entry.key];
  const head = `${key}:${entry.anchor}`;
  return [...comments, ...before, ...withHead(head, entry.value, how, false), ...below];
}

/** Without an indicator the first line with text shows the indentation: no other is shallower. */
function literalLines({ header, lines }: Extract<Tree, { kind: 'literal' }>): string[] {
  const first = lines.findIndex((line) => line !== '');
  return lines.map((line, i) => (i === first && header !== '|2' ? line.trimStart() : line));
}

/** The lines of a value behind `head`, a key with its colon or a dash. */
function withHead(head: string, value: Tree, how: Manner, item: boolean): string[] {
  const pad = (lines: readonly string[], by: number): string[] =>
    lines.map((line) => (line === '' || line.startsWith('#0') ? line : ' '.repeat(by) + line));
  switch (value.kind) {
    case 'scalar':
    case 'flow': {
      const [first = '', ...rest] = value.text.split('\n');
      const line = first === '' ? head : `${head} ${first}`;
      return [
        ...[line, ...pad(rest, how.step)].slice(0, -1),
        `${[line, ...rest].at(-1) ?? ''}${value.comment}`,
      ];
    }
    case 'literal':
      return [
        `${head} ${value.header}`,
        ...pad(literalLines(value), value.header === '|2' ? 2 : how.step),
      ];
    case 'map': {
      const lines = value.entries.flatMap((entry) => entryLines(entry, how));
      if (!item || lines[0]?.startsWith('#') !== false || lines[0] === '') {
        return [head, ...pad(lines, item ? 1 + how.gap.length : how.step)];
      }
      const [first = '', ...rest] = lines;
      return [`${head}${how.gap}${first}`, ...pad(rest, 1 + how.gap.length)];
    }
    case 'seq': {
      const lines = value.items.flatMap((each) => withHead('-', each, how, true));
      return [
        `${head}${head.includes('&') ? '' : value.anchor}`,
        ...pad(lines, item ? Math.max(1, how.dash) : how.dash),
      ];
    }
  }
}

/** YAML texts with comments, styles, anchors, merges and newlines of all kinds; a few are invalid. */
export const documents: fc.Arbitrary<string> = fc
  .record({
    root: fc.array(fc.record({ above, key, isExplicit: fc.boolean(), value: tree }), {
      maxLength: 4,
    }),
    split: fc.constantFrom(...Array<number>(8).fill(9), 0, 1, 2),
    manner,
  })
  .map(({ root, split, manner: how }) => {
    const base = 'base: &m { m: 1 }';
    const lines = root.flatMap((entry, i) => [
      ...(i === split ? [how.separator, base] : []),
      ...entryLines(
        {
          ...entry,
          key: `${entry.key.replace(/["']/g, '').replace('<<', 'm')}${i}`,
          isExplicit: entry.isExplicit && i === 3,
          anchor: '',
          below: '',
        },
        how,
      ),
    ]);
    let line = 0;
    const text = how.header + [base, ...lines].join('\n') + how.ending;
    const { newlines } = how;
    const written = text.replace(/\n/g, () => newlines[line++ % newlines.length] ?? '\n');
    return (how.bom ? '\ufeff' : '') + written;
  });
