import { DECISIONS } from '../extension/left-out.js';
import type { Extension } from '../extension/model.js';
import { visible } from '../report/visible.js';
import { catalogue } from '../rules/catalogue.js';
import type { Console } from './console.js';

/**
 * Says on standard error which files were left out and why (a link out of the extension, not UTF-8,
 * too large). Compose files that were read but do not parse are findings of compose-valid instead.
 */
export function reportProblems(extension: Extension, console: Console): void {
  const found = new Set(extension.composeFiles.map((file) => file.path));
  for (const { file, position, message } of extension.problems) {
    if (found.has(file)) continue;
    const place = `${visible(file)}:${position.line}:${position.column}`;
    console.err(`rally-ext: left out ${place} ${visible(message)}\n`);
  }
  reportLeftOut(extension, console);
}

/** A score without some rules must not look like one with all of them. */
function reportLeftOut({ leftOut }: Extension, console: Console): void {
  const known = catalogue.filter(({ meta }) => leftOut.has(meta.id)).map(({ meta }) => meta.id);
  const unknown = [...leftOut].filter((id) => !known.includes(id));
  if (known.length > 0) console.err(`rally-ext: ${DECISIONS} leaves out ${known.join(', ')}\n`);
  for (const id of unknown) {
    console.err(`rally-ext: ${DECISIONS} leaves out "${visible(id)}", which is no rule\n`);
  }
}
