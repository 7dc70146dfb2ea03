import type { AddVariable } from '../../../edit/dotenv/operation.js';
import { headingLine, variableLines } from '../../../edit/dotenv/write.js';
import type { Extension } from '../../../extension/model.js';
import { entryOf, type Entry } from './entry.js';
import { groupOrder } from './groups.js';
import { filledFile } from '../deployment/compose-commands.js';
import { apiServices } from './passing.js';
import { FILLED } from './names.js';
import { stateOf } from './state.js';

/** Every variable with what a template says of it, group by group. */
export function templateEntries(extension: Extension): Entry[] {
  const services = apiServices(extension);
  const entries = extension.variables.map((variable) =>
    entryOf(stateOf(variable, services, extension), extension),
  );
  return groupOrder(extension).flatMap((group) => entries.filter((each) => each.group === group));
}

/** The additions that complete a template. */
export function additions(entries: readonly Entry[], known: ReadonlySet<string>): AddVariable[] {
  return entries
    .filter(({ name }) => !known.has(name))
    .map((entry) => ({
      ...entry,
      op: 'add',
      beside: entries.filter(({ group }) => group === entry.group).map(({ name }) => name),
    }));
}

/** The text of a new template. */
export function templateText(extension: Extension): string {
  const blocks = [header(extension).join('\n')];
  let group: string | undefined;
  for (const entry of additions(templateEntries(extension), new Set())) {
    if (entry.group !== group) blocks.push(headingLine(entry.group));
    group = entry.group;
    blocks.push(variableLines(entry).join('\n'));
  }
  return `${blocks.join('\n\n')}\n`;
}

function header(extension: Extension): string[] {
  const filled = filledFile(extension);
  const lines = [
    `The variables that ${extension.manifest.name} reads in production.`,
    `Copy this file to ${filled}, which git ignores, fill it in, and check it with:`,
    `  rally-ext env --check${filled === FILLED ? '' : ` --file ${filled}`}`,
    'A variable in a comment may stay one; take away the # to set it.',
  ];
  if (extension.composeFiles.some(({ override }) => override)) {
    lines.push(
      'Inside the Platform only the variables that its deploy workflow lists arrive; every other',
      'one is empty there, and its default applies.',
    );
  }
  return lines.map((line) => `# ${line}`);
}
