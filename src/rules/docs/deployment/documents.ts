import { posix } from 'node:path';
import { blocksOf, headingsOf } from '../../../edit/markdown/index.js';
import type { Heading } from '../../../edit/markdown/index.js';
import { kept, keptByName } from '../../../extension/kept.js';
import type { Extension, SourceFile } from '../../../extension/model.js';
import type { Topic } from './topics.js';

/** Where a document of ours is put, and where one is looked for first. */
export const DOCUMENT = 'DEPLOYMENT.md';

const MAIN =
  /^(docs?\/|deploy\/)?(deploy(ment|ing)?|implantacao|implementacao|deploy(ment)?[-_ ]?guide)(\.(pt|en))?\.md$/i;
const SUBJECTS =
  /^(deploy|runbook|operations?\b|ops\b|production|prod\b|install|self-?host|backup|recover|rollback|disaster|upgrad|troubleshoot|monitor|staging|migrations?\b|environment|env\b|implanta|instala|producao|opera[cç])/i;

/** The document that is about deploying the extension: what is missing goes there. */
export function deploymentDocument({ files }: Extension): SourceFile | undefined {
  const all = [...files.values()].filter(({ path }) => MAIN.test(path));
  return all.find(({ path }) => path.toUpperCase() === DOCUMENT.toUpperCase()) ?? all[0];
}

/** Which of the topics no document says anything about. */
export function missingTopics(extension: Extension, topics: readonly Topic[]): Topic[] {
  let missing = [...topics];
  for (const file of documents(extension)) {
    missing = missing.filter((topic) => sectionsAbout(file, topic).length === 0);
  }
  return missing;
}

/** README, and what is named after deploying or lies in a directory that is. Those about testing and building are not. */
function documents({ files }: Extension): SourceFile[] {
  return [...files.values()].filter(({ path }) => {
    const directory = posix.dirname(path);
    const name = posix.basename(path);
    if (!/\.md$/i.test(path) || /^(\.github|api-|web-)/.test(path)) return false;
    if (directory === '.' && /^readme\b/i.test(name)) return true;
    const isInside = /(^|\/)(deploy(ment|ing)?|ops|operations|runbooks?)(\/|$)/i.test(directory);
    return isInside || (/^(\.|docs?(\/.*)?)$/i.test(directory) && SUBJECTS.test(name));
  });
}

/** The headings of the sections on a topic that say something about it. */
export function sectionsAbout(file: SourceFile, { headings }: Topic): readonly Heading[] {
  return sections(file, String(headings), () => findSections(file, headings));
}

const sections = keptByName<readonly Heading[]>();

function findSections(file: SourceFile, pattern: RegExp): readonly Heading[] {
  // Most words are in no heading: then nothing has to be parsed.
  if (!linesOf(file).some((line) => pattern.test(line))) return [];
  const headings = headingsIn(file);
  return headings.filter(({ text: title, to, level }, index) => {
    if (!pattern.test(comparable(title).replace(/^[^a-z]+/, ''))) return false;
    const next = headings.slice(index + 1).find((other) => other.level <= level);
    return saysSomething(file, to, next?.from ?? file.text.length);
  });
}

/** A promise to write something one day is nothing. */
function saysSomething(file: SourceFile, from: number, to: number): boolean {
  return blocksIn(file)
    .filter((block) => block.from >= from && block.to <= to)
    .filter(({ kind }) => !/Heading|CommentBlock|HorizontalRule/.test(kind))
    .some(
      (block) =>
        !/^\W*(todo|tbd|wip|fixme|n\/?a|coming soon|por fazer|a fazer|em breve)\b[^\n]{0,40}$/i.test(
          file.text.slice(block.from, block.to),
        ),
    );
}

/** The line below a heading that has no `#` (CommonMark, "Setext headings"). */
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*\r?$/m;

/** What the lines that could be headings say. */
const linesOf = kept(({ text }: SourceFile) =>
  text
    .split('\n')
    .filter(UNDERLINE.test(text) ? Boolean : (line) => /^ {0,3}#/.test(line))
    .map((line) => comparable(line).replace(/^[^a-z]+/, '')),
);
const headingsIn = kept(({ text }: SourceFile) => headingsOf(text));
const blocksIn = kept(({ text }: SourceFile) => blocksOf(text));

function comparable(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
