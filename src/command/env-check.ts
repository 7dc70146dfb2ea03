import { realpathSync } from 'node:fs';
import { isUtf8 } from 'node:buffer';
import { resolve } from 'node:path';
import { inspect } from '../extension/inspect.js';
import { explainFailure } from '../files/explain.js';
import { readRegular } from '../files/read.js';
import { visible, visibleJson } from '../report/visible.js';
import { filledFile } from '../rules/docs/deployment/compose-commands.js';
import { compareEnvironments, type EnvProblem } from '../rules/docs/environment/compare.js';
import { requiredVariables } from '../rules/docs/environment/required.js';
import { templateOf } from '../rules/docs/environment/names.js';
import { UsageError } from '../usage-error.js';
import type { Console } from './console.js';
import { exit } from './exit.js';

export interface EnvCheckRequest {
  readonly directory: string;
  /** The filled-in file, relative to the directory; else what the repository's own commands read, `.env.production` where they name none. */
  readonly file: string | undefined;
  readonly format: 'text' | 'json';
}

const MAX_BYTES = 1024 * 1024;

/**
 * `env --check`: compares a real .env.production with the template. Names and lines are printed,
 * values never. Returns the exit code.
 * @throws UsageError where one of the two files cannot be read
 */
export function envCheckCommand(request: EnvCheckRequest, console: Console): number {
  const extension = inspect(request.directory);
  const name = templateOf(extension);
  const template = extension.files.get(name);
  if (template === undefined) {
    throw new UsageError(`there is no ${name} to compare with: rally-ext env writes one`);
  }
  const file = request.file ?? filledFile(extension);
  const filled = readFilled(resolve(extension.root, file), file);
  const problems = compareEnvironments(template.text, filled, requiredVariables(extension));
  if (request.format === 'json') {
    const report = { file, template: name, problems };
    console.out(visibleJson(JSON.stringify(report, null, 2)) + '\n');
  } else {
    for (const problem of problems) console.out(`${sentence(problem, visible(file), name)}\n`);
    if (problems.length === 0) console.out(`${visible(file)} has all that ${name} asks for\n`);
  }
  return problems.length === 0 ? exit.fine : exit.found;
}

function readFilled(path: string, shown: string): string {
  let bytes: Buffer | undefined;
  try {
    bytes = readRegular(realpathSync(path), MAX_BYTES)?.bytes;
  } catch (error) {
    throw new UsageError(`${shown} cannot be read: ${explainFailure(error)}`);
  }
  if (bytes === undefined || !isUtf8(bytes)) throw new UsageError(`${shown} is no text file`);
  return bytes.toString('utf8');
}

function sentence({ kind, name, line }: EnvProblem, file: string, template: string): string {
  const place = kind === 'missing' ? `${template}:${line}:1` : `${file}:${line}:1`;
  const subject = name ?? 'A variable';
  switch (kind) {
    case 'missing':
      return `${place} ${subject} is not set in ${file}.`;
    case 'empty':
      return `${place} ${subject} is empty.`;
    case 'placeholder':
      return `${place} ${subject} is still a placeholder.`;
    case 'unknown':
      return `${place} ${subject} is set, and ${template} does not know it.`;
    case 'unreadable':
      return `${place} This line is no NAME=value, or its quote is never closed.`;
  }
}
