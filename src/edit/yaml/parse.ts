import type { Alias, CST, ParsedNode } from 'yaml';
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import { recent } from '../recent.js';
import type { ParsedDocument } from './documents.js';
import { documentsOf } from './documents.js';
import { lineAfter } from './lines.js';
import { unprintableIn } from './printable.js';
import { refusal } from './refusal.js';
import { tokensOf } from './tokens.js';
import type { DocumentRoot, MapNode, Place, Tree } from './tree.js';
import { isEmptyNode } from './tree.js';

/** Deeper than any file needs to be; a few times as deep, the parser would exhaust the stack. */
const MAX_DEPTH = 200;
const TOO_DEEP = 'the file is nested too deeply to read';

/** Parses a text of one or more documents; one that is not sound is refused with the position. */
export const parseTree = recent((text): Tree => {
  refuseUnprintable(text);
  const documents = parseOrRefuse(text);
  const builder = new TreeBuilder(text);
  for (const { errors, contents } of documents) {
    const [error] = errors;
    if (error) throw refusal(text, error.pos[0], describe(error.code, error.message));
    builder.document(contents);
  }
  const roots = documents.map(({ contents }, index) => {
    const node = isEmptyNode(contents) ? null : contents;
    return { index, node, start: lineAfter(text, contents.range[2]) };
  });
  const empty = { index: 0, node: null, start: text.length };
  return builder.tree(roots.length > 0 ? roots : [empty]);
});

function parseOrRefuse(text: string): ParsedDocument[] {
  const tokens = readTokens(text);
  refuseTwoVersions(text, tokens);
  for (const token of tokens) refuseDepth(text, token, 0);
  return documentsOf(text).filter(isDocument);
}

function readTokens(text: string): readonly CST.Token[] {
  try {
    return tokensOf(text).tokens;
  } catch {
    throw refusal(text, 0, TOO_DEEP); // the stack was exhausted
  }
}

function refuseDepth(text: string, token: CST.Token, depth: number): void {
  if (depth > MAX_DEPTH) throw refusal(text, token.offset, TOO_DEEP);
  if (token.type === 'document' && token.value) refuseDepth(text, token.value, depth);
  if (!('items' in token)) return;
  for (const { key, value } of token.items) {
    if (key) refuseDepth(text, key, depth + 1);
    if (value) refuseDepth(text, value, depth + 1);
  }
}

/** The parser takes comments between two `...` for a document (YAML 1.2.2, section 9.2). */
function isDocument({ contents, directives, errors }: ParsedDocument): boolean {
  return !isEmptyNode(contents) || directives.docStart === true || errors.length > 0;
}

/** The parser takes control characters without a word; no other YAML parser would. */
function refuseUnprintable(text: string): void {
  const found = unprintableIn(text);
  if (found === undefined) return;
  const reason = `the control character ${found.name} is not allowed in YAML; remove it first`;
  throw refusal(text, found.offset, reason);
}

/** The parser takes the second of two `%YAML` directives of a document without a word. */
function refuseTwoVersions(text: string, tokens: readonly CST.Token[]): void {
  let seen = false;
  for (const token of tokens) {
    if (token.type === 'directive' && token.source.startsWith('%YAML')) {
      if (seen) throw refusal(text, token.offset, 'the YAML version is given twice; keep one');
      seen = true;
    } else if (token.type === 'document') seen = false;
  }
}

function describe(code: string, message: string): string {
  if (code === 'TAB_AS_INDENT') return 'a tab is used as indentation here; use spaces first';
  return `the file is not valid YAML: ${message}`;
}

/** Walks the documents of a text and collects what the editor needs to know of their nodes. */
class TreeBuilder {
  private readonly places = new Map<ParsedNode, Place>();
  private readonly targets = new Map<Alias.Parsed, ParsedNode>();
  private readonly anchors = new Map<string, ParsedNode>();

  constructor(private readonly text: string) {}

  document(contents: ParsedNode | null): void {
    // Anchors end with their document.
    this.anchors.clear();
    this.visit(contents);
  }

  tree(documents: readonly DocumentRoot[]): Tree {
    const { text, places, targets } = this;
    return { text, documents, places, targets, shared: new Set(targets.values()) };
  }

  private visit(node: ParsedNode | null, place?: Place): void {
    if (node === null) return;
    if (place) this.places.set(node, place);
    if (isAlias(node)) {
      this.alias(node);
      return;
    }
    if (node.anchor !== undefined) this.anchors.set(node.anchor, node);
    if (isMap(node)) this.map(node);
    else if (isSeq(node)) {
      node.items.forEach((item, index) => {
        this.visit(item, { parent: node, index });
      });
    }
  }

  private alias(node: Alias.Parsed): void {
    const target = this.anchors.get(node.source);
    if (target === undefined) {
      throw refusal(this.text, node.range[0], `no anchor &${node.source} before this alias`);
    }
    this.targets.set(node, target);
  }

  private map(map: MapNode): void {
    const seen = new Set<string>();
    map.items.forEach((pair, index) => {
      this.visit(pair.key, { parent: map, pair, index });
      this.visit(pair.value, { parent: map, pair, index });
      const key = isAlias(pair.key) ? this.targets.get(pair.key) : pair.key;
      if (!isScalar(key)) return;
      const name = `${typeof key.value} ${String(key.value)}`;
      if (seen.has(name)) {
        const reason = `the key "${String(key.value)}" occurs twice in the same map; keep one of them first`;
        throw refusal(this.text, pair.key.range[0], reason);
      }
      seen.add(name);
    });
  }
}
