import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeTree } from '../tree.js';
import { linters } from './linters.js';

type Files = Readonly<Record<string, string>>;

interface LintFinding {
  readonly file: string;
  readonly line: number;
  /** `actionlint expression`, `zizmor artipacked`. */
  readonly rule: string;
  readonly message: string;
}

/**
 * What actionlint (with shellcheck) and `zizmor --pedantic` say about workflows, given by their path
 * (`.github/workflows/x.yml`; zizmor also looks at `.github/dependabot.yml`), as
 * `path:line rule: message`. Call `removeTrees` afterwards.
 */
export function lintWorkflows(files: Files): string[] {
  return lint(files).map(show);
}

/**
 * The findings that `after` has and `before` has not: those of lines that we wrote. A finding is
 * known by its rule and the text of its line, wherever the line has moved.
 */
export function findingsOfOurs(before: Files, after: Files): string[] {
  const theirs = lint(before).map((finding) => key(before, finding));
  return lint(after)
    .filter((finding) => {
      const index = theirs.indexOf(key(after, finding));
      if (index >= 0) theirs.splice(index, 1);
      return index < 0;
    })
    .map(show);
}

function lint(files: Files): LintFinding[] {
  const root = writeTree(files);
  // Without a repository around them actionlint does not find workflows that call each other.
  mkdirSync(join(root, '.git'));
  const workflows = Object.keys(files).filter((path) => path.startsWith('.github/workflows/'));
  return [...runActionlint(root, workflows), ...runZizmor(root)].sort(
    (a, b) => a.file.localeCompare(b.file) || a.line - b.line,
  );
}

function runActionlint(root: string, workflows: readonly string[]): LintFinding[] {
  const { actionlint, shellcheck } = linters();
  if (actionlint === undefined || workflows.length === 0) return [];
  const args = ['-format', '{{json .}}', '-shellcheck', shellcheck ?? '', '-pyflakes', ''];
  const output = run(actionlint, [...args, ...workflows], root);
  const found = JSON.parse(output) as {
    filepath: string;
    line: number;
    kind: string;
    message: string;
  }[];
  return found.map(({ filepath, line, kind, message }) => {
    return { file: filepath, line, rule: `actionlint ${kind}`, message };
  });
}

interface ZizmorLocation {
  readonly symbolic: {
    readonly kind: string;
    readonly key: Readonly<Record<string, { readonly verbatim_path?: string } | undefined>>;
  };
  readonly concrete: { readonly location: { readonly start_point: { readonly row: number } } };
}

function runZizmor(root: string): LintFinding[] {
  const { zizmor } = linters();
  if (zizmor === undefined) return [];
  const args = ['--pedantic', '--offline', '--quiet', '--no-exit-codes', '--format=json'];
  const output = run(zizmor, [...args, '--collect=all', '.'], root);
  const found = JSON.parse(output) as {
    ident: string;
    desc: string;
    locations: ZizmorLocation[];
  }[];
  return found.flatMap(({ ident, desc, locations }) => {
    const place = locations.find(({ symbolic }) => symbolic.kind === 'Primary') ?? locations[0];
    const file = place?.symbolic.key.Local?.verbatim_path?.replace(/^\.\//, '') ?? '';
    const line = (place?.concrete.location.start_point.row ?? 0) + 1;
    return [{ file, line, rule: `zizmor ${ident}`, message: desc }];
  });
}

/** What a linter prints; both exit with 1 where there are findings. */
function run(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status === null || status > 1) throw new Error(`${program} failed: ${stderr || stdout}`);
  return stdout;
}

function key(files: Files, { file, line, rule }: LintFinding): string {
  return [file, rule, files[file]?.split('\n')[line - 1]?.trim()].join('\n');
}

function show({ file, line, rule, message }: LintFinding): string {
  return `${file}:${line} ${rule}: ${message}`;
}
