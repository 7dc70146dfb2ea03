import type { Alias, Document, ParsedNode } from 'yaml';
import { Parser, isAlias, isMap, isPair, isScalar, isSeq, parseAllDocuments } from 'yaml';
import { nextLine, withLineFeeds } from './lines.js';
import { unprintableIn } from './printable.js';
import { refusal } from './refusal.js';
import type { DocumentRoot, MapNode, PairNode, Place, SeqNode, Tree } from './tree.js';
import { isEmptyNode } from './tree.js';

type Parsed = Document.Parsed;

/** Parses a text of one or more documents; one that is not sound is refused with the position. */
export function parseTree(text: string): Tree {
  refuseUnprintable(text);
  const documents = parseOrRefuse(text, withLineFeeds(text));
  refuseTwoVersions(text);
  const builder = new TreeBuilder(text);
  for (const { errors, contents } of documents) {
    const [error] = errors;
    if (error) throw refusal(text, error.pos[0], describe(error.code, error.message));
    builder.document(contents);
  }
  const roots = documents.map((document, index) => rootOf(text, document, index));
  const empty = { index: 0, node: null, start: text.length };
  return builder.tree(roots.length > 0 ? roots : [empty]);
}

function rootOf(text: string, { contents }: Parsed, index: number): DocumentRoot {
  const end = contents === null ? text.length : contents.range[2];
  // Behind `---` the parser leaves the line break out of an empty document.
  const start = end > 0 && !/[\r\n]/.test(text.charAt(end - 1)) ? nextLine(text, end) : end;
  return { index, node: contents, start };
}

function parseOrRefuse(text: string, normalised: string): Parsed[] {
  try {
    // Unique keys are checked by the builder: the parser's own check takes quadratic time.
    const documents = parseAllDocuments(normalised, {
      keepSourceTokens: true,
      prettyErrors: false,
      uniqueKeys: false,
      merge: false,
    });
    return Array.isArray(documents) ? documents.filter(isDocument) : [];
  } catch (error) {
    if (error instanceof RangeError) {
      throw refusal(text, 0, 'the file is nested too deeply to read');
    }
    throw error;
  }
}

/** The parser takes comments between two `...` for a document (YAML 1.2.2, section 9.2). */
function isDocument({ contents, directives, errors }: Parsed): boolean {
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
function refuseTwoVersions(text: string): void {
  if (!/(^|[\r\n])%YAML[^]*[\r\n]%YAML/.test(text)) return;
  let seen = false;
  for (const token of new Parser().parse(text)) {
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
      node.items.forEach((item: unknown, index) => {
        // Tags such as !!omap resolve the items of a sequence to bare pairs.
        if (isPair(item)) this.pair(node, item as PairNode, index);
        else this.visit(item as ParsedNode, { parent: node, index });
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

  private pair(parent: MapNode | SeqNode, pair: PairNode, index: number): void {
    this.visit(pair.key, { parent, pair, index });
    this.visit(pair.value, { parent, pair, index });
  }

  private map(map: MapNode): void {
    const seen = new Set<string>();
    map.items.forEach((pair, index) => {
      this.pair(map, pair, index);
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
