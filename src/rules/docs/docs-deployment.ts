import { bodyBelow, markedSections, sumOf } from '../../edit/markdown/index.js';
import type { MarkdownOperation } from '../../edit/markdown/index.js';
import type { FileEdit } from '../../edit/edit.js';
import { positionAt } from '../../edit/refusal.js';
import { isIgnored } from '../../extension/ignored.js';
import type { Extension, SourceFile } from '../../extension/model.js';
import type { Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { DOCUMENT, deploymentDocument, missingTopics } from './deployment/documents.js';
import type { DeploymentFacts } from './deployment/facts.js';
import { deploymentFacts } from './deployment/facts.js';
import type { Place } from './deployment/links.js';
import { placeIn } from './deployment/links.js';
import { documentText, sectionNamed, sectionNames, topicsOf } from './deployment/sections.js';

/** At night, whoever is called has the document and nobody to ask. */
export const docsDeployment: Rule = {
  meta: {
    id: 'docs-deployment',
    aspect: 'docs',
    severity: 'warning',
    fix: 'safe',
    title: 'A document says how it is deployed, rolled back and restored',
    failureTitle: 'No document says how it is deployed, rolled back and restored',
    why: 'Whoever is called at night has to find out from the compose files how to get it running again.',
  },

  check(extension) {
    const facts = deploymentFacts(extension);
    if (facts === undefined) {
      return { status: 'not-applicable', reason: 'no production compose file runs the extension' };
    }
    return verdict([...lacking(extension, facts), ...outdated(extension, facts)]);
  },

  fix(extension) {
    const facts = deploymentFacts(extension);
    if (facts === undefined) return [];
    const document = deploymentDocument(extension);
    if (document !== undefined) return completed(extension, facts, document);
    if (lacking(extension, facts).length === 0) return [];
    const edit = { kind: 'create', file: DOCUMENT, text: documentText(facts) } as const;
    return [{ summary: `write ${DOCUMENT}`, edits: [edit, ...tracked(extension)] }];
  },
};

/** One finding for each topic that no document is about. */
function lacking(extension: Extension, facts: DeploymentFacts): Finding[] {
  const document = deploymentDocument(extension);
  const readme = [...extension.files.keys()].find((path) => /^readme\.md$/i.test(path));
  const file = document?.path ?? readme ?? extension.manifest.file;
  return missingTopics(extension, topicsOf(facts)).map(({ lacks, title }) => {
    const where = document === undefined ? `a section of ${DOCUMENT}` : 'a section';
    const message = `No document says ${lacks}: write ${where}, such as "${title}".`;
    return { file, line: 1, column: 1, message };
  });
}

function missingNames(extension: Extension, facts: DeploymentFacts): string[] {
  return missingTopics(extension, topicsOf(facts)).map(({ name }) => name);
}

interface Outdated {
  readonly name: string;
  readonly offset: number;
}

/** Sections that were generated, that nobody has touched, and that would read differently now. */
function outdatedIn(document: SourceFile, facts: DeploymentFacts, place: Place): Outdated[] {
  return markedSections(document.text).flatMap(({ name, isUntouched, sum, heading, from }) => {
    const section = isUntouched ? sectionNamed(name, facts, place) : undefined;
    if (section === undefined) return [];
    const body = bodyBelow(section.body, heading?.level ?? 2);
    return sumOf(body) === sum ? [] : [{ name, offset: from }];
  });
}

function outdated(extension: Extension, facts: DeploymentFacts): Finding[] {
  const document = deploymentDocument(extension);
  if (document?.text.includes('<!-- rally-ext:begin ') !== true) return [];
  const place = placeIn(document, missingNames(extension, facts));
  return outdatedIn(document, facts, place).map(({ name, offset }) => ({
    file: document.path,
    ...positionAt(document.text, offset),
    message: `The section ${name} was generated from what the extension was then: it is out of date.`,
  }));
}

/** Some extensions make git ignore all Markdown files but a few. */
function tracked(extension: Extension): FileEdit[] {
  if (!isIgnored(extension, DOCUMENT)) return [];
  const operation = { op: 'track', path: DOCUMENT } as const;
  return [{ kind: 'ignore', file: '.gitignore', operations: [operation] }];
}

function completed(extension: Extension, facts: DeploymentFacts, document: SourceFile) {
  const missing = missingNames(extension, facts);
  const place = placeIn(document, missing);
  const names = [...missing, ...outdatedIn(document, facts, place).map(({ name }) => name)];
  const order = sectionNames();
  const operations = order
    .filter((name) => names.includes(name))
    .flatMap((name): MarkdownOperation[] => {
      const section = sectionNamed(name, facts, place);
      const after = order.slice(0, order.indexOf(name));
      return section === undefined ? [] : [{ op: 'put-section', ...section, after }];
    });
  if (operations.length === 0) return [];
  const edit: FileEdit = { kind: 'markdown', file: document.path, operations };
  return [{ summary: `complete ${document.path}`, edits: [edit] }];
}
