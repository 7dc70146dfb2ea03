import { parseArgs } from 'node:util';
import { auditFormats, type AuditFormat } from '../report/formats.js';
import { UsageError } from '../usage-error.js';

const options = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  yes: { type: 'boolean', short: 'y' },
  review: { type: 'boolean' },
  only: { type: 'string' },
  skip: { type: 'string' },
  'dry-run': { type: 'boolean' },
  check: { type: 'boolean' },
  force: { type: 'boolean' },
  format: { type: 'string' },
  output: { type: 'string' },
  'min-score': { type: 'string' },
  'health-path': { type: 'string' },
  'registry-owner': { type: 'string' },
  platforms: { type: 'string' },
  file: { type: 'string' },
  'release-flow': { type: 'string' },
  'secrets-mode': { type: 'string' },
  'secrets-provider': { type: 'string' },
  autogenerate: { type: 'boolean' },
  'no-autogenerate': { type: 'boolean' },
  dir: { type: 'string' },
  title: { type: 'string' },
  description: { type: 'string' },
  'api-port': { type: 'string' },
  'web-port': { type: 'string' },
  database: { type: 'string' },
  scopes: { type: 'string' },
  assets: { type: 'string' },
  git: { type: 'boolean' },
  color: { type: 'boolean' },
  'no-color': { type: 'boolean' },
} as const;

type Flag = keyof typeof options;
type Values = ReturnType<typeof parse>['values'];

const common: readonly Flag[] = ['help', 'version', 'color', 'no-color'];
const harden: readonly Flag[] = [
  ...(['yes', 'review', 'only', 'skip', 'dry-run', 'check', 'force', 'format'] as const),
  ...(['health-path', 'registry-owner', 'platforms', 'release-flow'] as const),
  ...(['secrets-mode', 'secrets-provider', 'autogenerate', 'no-autogenerate'] as const),
];
const scaffold: readonly Flag[] = [
  'yes',
  ...([
    'dir',
    'title',
    'description',
    'api-port',
    'web-port',
    'database',
    'scopes',
    'assets',
  ] as const),
  ...(['registry-owner', 'git', 'yes', 'force', 'dry-run', 'platforms', 'release-flow'] as const),
  ...(['secrets-mode', 'secrets-provider'] as const),
];
const accepted: Readonly<Record<string, readonly Flag[]>> = {
  audit: ['format', 'output', 'min-score'],
  new: scaffold,
  harden,
  alembic: harden,
  env: ['yes', 'dry-run', 'check', 'force', 'format', 'file'],
  explain: [],
};

export interface CommandLine {
  readonly command: string | undefined;
  readonly operands: readonly string[];
  readonly values: Values;
}

/**
 * Splits the command line into command, operands and flags.
 * @throws UsageError for flags that do not exist or do not belong to the command
 */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parse(args);
  const [command, ...operands] = positionals;
  const flags = command === undefined ? [] : accepted[command];
  if (flags === undefined) {
    throw new UsageError(`there is no command "${command ?? ''}"; see rally-ext --help`);
  }
  const stray = Object.keys(values).find((flag) => ![...common, ...flags].includes(flag as Flag));
  if (stray !== undefined && command !== undefined) {
    throw new UsageError(`--${stray} does not belong to ${command}; see rally-ext --help`);
  }
  return { command, operands, values };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    // Node's own message names the flag in its first sentence; the rest is advice for programmers.
    const [sentence] = (error instanceof Error ? error.message : String(error)).split(/\.(?:\s|$)/);
    throw new UsageError(`${sentence ?? 'bad flags'}; see rally-ext --help`);
  }
}

/** `a,b` → ['a', 'b']; undefined stays undefined. */
export function readList(value: string | undefined): string[] | undefined {
  return value
    ?.split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** @throws UsageError for anything but `text` and `json` */
export function readFormat(value?: string): 'text' | 'json' {
  return readOneOf(['text', 'json'], value);
}

/** @throws UsageError for anything but the formats of an audit */
export function readAuditFormat(value?: string): AuditFormat {
  return readOneOf(auditFormats, value);
}

/** The first one is what nothing stands for. */
function readOneOf<Format extends string>(
  formats: readonly [Format, ...Format[]],
  value: string = formats[0],
): Format {
  const format = formats.find((each) => each === value);
  if (format !== undefined) return format;
  const known = [formats.slice(0, -1).join(', '), formats.at(-1)].join(' and ');
  throw new UsageError(`--format ${value}: the formats are ${known}`);
}

/** @throws UsageError for anything but a number from 0 to 10 */
export function readScore(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const score = Number(value);
  if (value.trim() !== '' && score >= 0 && score <= 10) return score;
  throw new UsageError(`--min-score ${value}: a number from 0 to 10 is wanted`);
}
