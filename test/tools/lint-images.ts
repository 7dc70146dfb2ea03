import { spawnSync } from 'node:child_process';
import { writeTree } from '../tree.js';
import { imageLinters } from './linters.js';

type Files = Readonly<Record<string, string>>;

interface ImageFinding {
  readonly file: string;
  readonly line: number;
  /** `hadolint DL3002`, `checkov CKV_DOCKER_3`. */
  readonly rule: string;
  readonly message: string;
}

/**
 * What hadolint says about Dockerfiles and checkov about Dockerfiles and workflows that `after` has
 * and `before` has not: findings of lines that we wrote. One is known by its rule and the text of its
 * line, wherever the line has moved. Call `removeTrees` afterwards.
 */
export function imageFindingsOfOurs(before: Files, after: Files): string[] {
  const theirs = lint(before).map((finding) => key(before, finding));
  return lint(after)
    .filter((finding) => {
      const index = theirs.indexOf(key(after, finding));
      if (index >= 0) theirs.splice(index, 1);
      return index < 0;
    })
    .map(({ file, line, rule, message }) => `${file}:${line} ${rule}: ${message}`);
}

function lint(files: Files): ImageFinding[] {
  const root = writeTree(files);
  return [...runHadolint(root, files), ...runCheckov(root)].sort(
    (a, b) => a.file.localeCompare(b.file) || a.line - b.line,
  );
}

function runHadolint(root: string, files: Files): ImageFinding[] {
  const { hadolint } = imageLinters();
  const dockerfiles = Object.keys(files).filter((path) => /(^|\/)Dockerfile[^/]*$/.test(path));
  if (hadolint === undefined || dockerfiles.length === 0) return [];
  const found = JSON.parse(run(hadolint, ['--format', 'json', ...dockerfiles], root)) as {
    file: string;
    line: number;
    code: string;
    message: string;
  }[];
  return found.map(({ file, line, code, message }) => ({
    file,
    line,
    rule: `hadolint ${code}`,
    message,
  }));
}

interface CheckovReport {
  readonly results?: {
    readonly failed_checks: readonly {
      readonly check_id: string;
      readonly check_name: string;
      readonly file_path: string;
      readonly file_line_range: readonly [number, number];
    }[];
  };
}

function runCheckov(root: string): ImageFinding[] {
  const { checkov } = imageLinters();
  if (checkov === undefined) return [];
  const frameworks = ['--framework', 'dockerfile', '--framework', 'github_actions'];
  const args = ['-d', '.', ...frameworks, '-o', 'json', '--quiet', '--compact'];
  const output = JSON.parse(run(checkov, [...args, '--skip-download'], root)) as
    CheckovReport | CheckovReport[];
  return [output].flat().flatMap(({ results }) =>
    (results?.failed_checks ?? []).map((check) => ({
      file: check.file_path.replace(/^\//, ''),
      line: check.file_line_range[0],
      rule: `checkov ${check.check_id}`,
      message: check.check_name,
    })),
  );
}

/** What a linter prints; both exit with 1 where there are findings. */
function run(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined) throw error;
  if (status === null || status > 1) throw new Error(`${program} failed: ${stderr || stdout}`);
  return stdout;
}

function key(files: Files, { file, line, rule }: ImageFinding): string {
  return [file, rule, files[file]?.split('\n')[line - 1]?.trim()].join('\n');
}
