import { createRequire } from 'node:module';
import type { SyntaxNode } from '@lezer/common';
import type * as Lezer from '@lezer/markdown';
import { recent } from '../recent.js';

/** A block at the top level of a document. */
export interface Block {
  /** As the grammar calls it: `ATXHeading2`, `Paragraph`, `FencedCode`, `CommentBlock`… */
  readonly kind: string;
  readonly from: number;
  readonly to: number;
  /** What a fenced code block says it is: `sh`. */
  readonly info: string;
}

export interface Heading {
  readonly level: number;
  /** As people read it: no emphasis, no links, no code marks. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly isSetext: boolean;
  /** `## Title ##` */
  readonly isClosed: boolean;
}

/** Longer documents are read by nobody, and parsed here in vain. */
const MAX_LENGTH = 1_000_000;

/** Only blocks are asked for, and nothing inside a paragraph makes one. */
const INLINE = [
  ...['Escape', 'Entity', 'InlineCode', 'HTMLTag', 'Emphasis'],
  ...['HardBreak', 'Link', 'Image', 'LinkEnd'],
];

let parser: Lezer.MarkdownParser | undefined;

/** Not bundled, and loaded only where a document is looked at. */
function load(): Lezer.MarkdownParser {
  if (parser === undefined) {
    const lezer = createRequire(import.meta.url)('@lezer/markdown') as typeof Lezer;
    parser = lezer.parser.configure({ remove: INLINE });
  }
  return parser;
}

/** The blocks of a document, front matter left out (CommonMark, "Blocks and inlines"). */
export const blocksOf = recent((text): readonly Block[] => {
  const source = text.length > MAX_LENGTH ? '' : withoutFrontMatter(text);
  const blocks: Block[] = [];
  // To the parser a carriage return is a character like any other.
  const { topNode } = load().parse(source.replaceAll('\r', ' '));
  for (let node = topNode.firstChild; node !== null; node = node.nextSibling) {
    const { name, from } = node;
    const to = from + text.slice(from, node.to).trimEnd().length;
    blocks.push({ kind: name, from, to, info: infoOf(node, text) });
  }
  return blocks;
});

/** The headings at the top level: not those in quotes, lists and HTML, nor lines of code. */
export const headingsOf = recent((text): readonly Heading[] =>
  blocksOf(text).flatMap(({ kind, from, to }) => {
    const [, style, level] = /^(ATX|Setext)Heading([1-6])$/.exec(kind) ?? [];
    if (level === undefined) return [];
    const source = text.slice(from, to);
    const isSetext = style === 'Setext';
    const isClosed = !isSetext && /[ \t]#+[ \t]*$/.test(source);
    const content = isSetext
      ? source.replace(/\r?\n[^\n]*$/, '')
      : source.replace(/^#+/, '').replace(isClosed ? /#+[ \t]*$/ : /$/, '');
    return [{ level: Number(level), text: plain(content), from, to, isSetext, isClosed }];
  }),
);

/** A leading `---` block is blanked, so that all offsets stay (Jekyll, "Front Matter"). */
function withoutFrontMatter(text: string): string {
  const [block] =
    /^\uFEFF?---[ \t]*\r?\n(?:[^]*?\r?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(text) ?? [];
  if (block !== undefined) return block.replaceAll(/[^\r\n]/g, ' ') + text.slice(block.length);
  return text.replace(/^\uFEFF/, ' ');
}

function infoOf(node: SyntaxNode, text: string): string {
  const info = node.getChild('CodeInfo');
  return info === null ? '' : text.slice(info.from, info.to);
}

function plain(source: string): string {
  return source
    .replaceAll(/!?\[([^\]]*)\](\([^)]*\)|\[[^\]]*\])?/g, '$1')
    .replaceAll(/[*_`]+/g, '')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
