import { inspect } from '../extension/inspect.js';
import { audit } from '../report/audit.js';
import { renderAuditAs, type AuditFormat } from '../report/formats.js';
import { createPalette } from '../report/palette.js';
import { catalogue } from '../rules/catalogue.js';
import type { Console } from './console.js';
import { exit } from './exit.js';
import { writeOutput } from './output.js';
import { reportProblems } from './problems.js';

export interface AuditRequest {
  readonly directory: string;
  readonly format: AuditFormat;
  readonly output: string | undefined;
  readonly minScore: number | undefined;
}

/** `audit`: prints (or writes to a file) the score with its evidence. Returns the exit code. */
export async function auditCommand(request: AuditRequest, console: Console): Promise<number> {
  const extension = inspect(request.directory);
  reportProblems(extension, console);
  const result = audit(extension, catalogue);
  const palette = request.output === undefined ? console.palette : createPalette(false);
  const text = renderAuditAs(request.format, result, catalogue, palette);
  if (request.output === undefined) console.out(text);
  else await writeOutput(request.output, text);
  if (request.minScore === undefined || result.score >= request.minScore) return exit.fine;
  console.err(`rally-ext: the score ${result.score} is below ${request.minScore}\n`);
  return exit.found;
}
