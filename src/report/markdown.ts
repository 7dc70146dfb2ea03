import type { BlockContent, ListItem, PhrasingContent, Root, TableRow } from 'mdast';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown } from 'mdast-util-to-markdown';
import type { Finding, Rule } from '../rules/rule.js';
import type { Audit } from './audit.js';
import { nameOf, scoreText, sectionsOf, type Entry, type Section } from './sections.js';
import { visible } from './visible.js';

/** What the rules that are listed with their evidence are called, in the order of their urgency. */
const HEADINGS = { error: 'Could not be checked', fail: 'To do', manual: 'To look at' } as const;

/**
 * The audit as GitHub Flavored Markdown, for a comment on a pull request or a job's summary
 * (https://github.github.com/gfm/): the score per aspect, then what is left, with its evidence.
 */
export function auditMarkdown(audit: Audit, catalogue: readonly Rule[]): string {
  const sections = sectionsOf(audit, catalogue);
  const title = `${nameOf(audit)}: ${audit.score.toFixed(1)} / 10`;
  const tree: Root = {
    type: 'root',
    children: [
      { type: 'heading', depth: 1, children: [text(title)] },
      { type: 'table', align: [null, 'right', 'right'], children: scores(sections) },
      ...(['error', 'fail', 'manual'] as const).flatMap((status) => {
        const entries = sections.flatMap((section) => withStatus(section, status));
        if (entries.length === 0) return [];
        return [
          { type: 'heading' as const, depth: 2 as const, children: [text(HEADINGS[status])] },
          { type: 'list' as const, spread: false, children: entries.map(item) },
        ];
      }),
    ],
  };
  return toMarkdown(tree, { bullet: '-', extensions: [gfmTableToMarkdown()] });
}

function withStatus({ entries }: Section, status: keyof typeof HEADINGS): Entry[] {
  return entries.filter(({ report }) => report.status === status);
}

function scores(sections: readonly Section[]): TableRow[] {
  return [
    row('Aspect', 'Score', 'Rules that pass'),
    ...sections.map(({ title, score, entries }) => {
      const rated = entries.filter(({ report }) =>
        ['pass', 'fail', 'error'].includes(report.status),
      );
      const passing = rated.filter(({ report }) => report.status === 'pass').length;
      return row(title, scoreText(score), `${passing} of ${rated.length}`);
    }),
  ];
}

function row(...cells: readonly string[]): TableRow {
  return {
    type: 'tableRow',
    children: cells.map((cell) => ({ type: 'tableCell', children: [text(cell)] })),
  };
}

function item({ report, title, why }: Entry): ListItem {
  const head = [code(report.id), text(` ${title}. ${why}`)];
  const evidence: BlockContent[] =
    report.findings.length === 0
      ? []
      : [{ type: 'list', spread: false, children: report.findings.map(finding) }];
  return {
    type: 'listItem',
    spread: false,
    children: [{ type: 'paragraph', children: head }, ...evidence],
  };
}

function finding({ file, line, column, message }: Finding): ListItem {
  const place = code(`${file}:${line}:${column}`);
  return {
    type: 'listItem',
    spread: false,
    children: [{ type: 'paragraph', children: [place, text(` ${message}`)] }],
  };
}

function text(value: string): PhrasingContent {
  return { type: 'text', value: visible(value) };
}

function code(value: string): PhrasingContent {
  return { type: 'inlineCode', value: visible(value) };
}
