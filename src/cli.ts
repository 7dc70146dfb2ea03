import { auditCommand } from './command/audit.js';
import {
  readAuditFormat,
  readCommandLine,
  readFormat,
  readList,
  readScore,
  type CommandLine,
} from './command/arguments.js';
import type { Console } from './command/console.js';
import { envCheckCommand } from './command/env-check.js';
import { exit } from './command/exit.js';
import { explainCommand } from './command/explain.js';
import { hardenCommand, type HardenRequest } from './command/harden.js';
import { help } from './command/help.js';
import { Interrupted } from './command/interrupted.js';
import { newCommand } from './command/new.js';
import { readOptions } from './command/options.js';
import { terminal } from './command/terminal.js';
import { readWishes } from './command/wishes.js';
import { watchOutput } from './command/watch-output.js';
import { version } from './command/version.js';
import { BadInput } from './extension/bad-input.js';
import { visible } from './report/visible.js';
import { defaultOptions } from './rules/options.js';
import { parts } from './rules/parts.js';
import { UsageError } from './usage-error.js';

/** Runs `rally-ext` with the given arguments and returns its exit code; never throws. */
export async function main(args: readonly string[]): Promise<number> {
  watchOutput();
  try {
    const line = readCommandLine(args);
    return await run(line, terminal(colourOf(line)));
  } catch (error) {
    process.stderr.write(`rally-ext: ${visible(explain(error))}\n`);
    return error instanceof Interrupted ? exit.interrupted : exit.bad;
  }
}

async function run(line: CommandLine, console: Console): Promise<number> {
  const { command, operands, values } = line;
  if (values.version === true) return say(console, `${version()}\n`);
  if (values.help === true || command === undefined) return say(console, help);
  if (command === 'explain') {
    explainCommand(operand(line, 'the id of a rule'), console);
    return exit.fine;
  }
  const flags: Readonly<Record<string, string | boolean | undefined>> = values;
  const options = readOptions(defaultOptions, (name) => flags[name]?.toString());
  if (command === 'new') {
    const wishes = readWishes(operand(line, 'the name of an extension'), values);
    const { dir = wishes.name, 'dry-run': dryRun, force, yes, git } = values;
    const request = {
      directory: dir,
      wishes,
      options,
      dryRun: dryRun === true,
      force: force === true,
      yes: yes === true,
      git: git === true,
    };
    return newCommand(request, console);
  }
  const directory = operands.length === 0 ? '.' : operand(line, 'one directory');
  if (command === 'audit') {
    const format = readAuditFormat(values.format);
    const minScore = readScore(values['min-score']);
    return auditCommand({ directory, format, output: values.output, minScore }, console);
  }
  const format = readFormat(values.format);
  if (command === 'env' && values.check === true) {
    return envCheckCommand({ directory, format, file: values.file }, console);
  }
  const only = command === 'env' ? parts.env : (readList(values.only) ?? partOf(command));
  const request: HardenRequest = {
    directory,
    format,
    scope: only,
    selection: {
      only,
      skip: readList(values.skip),
      review: values.review,
    },
    options,
    yes: values.yes === true,
    dryRun: values['dry-run'] === true,
    check: values.check === true,
    force: values.force === true,
    autogenerate: values['no-autogenerate'] === true ? false : values.autogenerate,
  };
  return hardenCommand(request, console);
}

/** The rules that a command is limited to by itself. */
function partOf(command: string): readonly string[] | undefined {
  return command === 'alembic' ? parts.alembic : undefined;
}

function say(console: Console, text: string): number {
  console.out(text);
  return exit.fine;
}

function operand({ command, operands }: CommandLine, wanted: string): string {
  const [first, second] = operands;
  if (first !== undefined && second === undefined) return first;
  throw new UsageError(`${command ?? ''} takes ${wanted}; see rally-ext --help`);
}

function colourOf({ values }: CommandLine): boolean | undefined {
  return values['no-color'] === true ? false : values.color;
}

/** One line for a person; only a defect of this tool shows more than its message. */
function explain(error: unknown): string {
  const isExpected =
    error instanceof BadInput || error instanceof UsageError || error instanceof Interrupted;
  if (isExpected) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  return `unexpected error, please report it: ${message}`;
}
