import type { ComposeFile, Extension } from '../../extension/model.js';
import { entrypointOf } from './entrypoint.js';
import { placeBelow } from './inherited-entries.js';
import { isNative, type SecretVariable } from './secret-files.js';

/** Why a machine leaves a variable as it is: a whole sentence; undefined where it does not. */
export function whyNot(
  extension: Extension,
  variable: SecretVariable,
  all: readonly SecretVariable[],
): string | undefined {
  const alone = whyNotAlone(extension, variable);
  if (alone !== undefined || variable.literal !== undefined) return alone;
  const { source, target } = variable;
  const own = all.filter((each) => each.source === source && each.target.file === target.file);
  const isWhole = own.every((each) => whyNotAlone(extension, each) === undefined);
  const read = own.filter(({ entry }) => entry.value !== undefined && entry.value !== null);
  if (isWhole && usesOf(extension, source ?? '', target.file) <= read.length) return undefined;
  return `${source ?? ''} is used elsewhere in this file, where nothing reads a file: its value would be in two places, and could differ.`;
}

/** How often a compose file asks for a variable. */
function usesOf({ variables }: Extension, name: string, { path }: ComposeFile): number {
  const reads = variables.find((variable) => variable.name === name)?.compose ?? [];
  return reads.filter(({ file }) => file === path).length;
}

function whyNotAlone(extension: Extension, variable: SecretVariable): string | undefined {
  const { target, source, entry, inherited } = variable;
  if (inherited) {
    const from = placeBelow(extension, target, entry.name)?.file.path;
    const where = from === undefined ? 'what it extends' : `${from}, below ${target.file.path}`;
    return `It comes from ${where}: take it out there, or set it to "!reset null" on top.`;
  }
  if (source === undefined)
    return 'Its value is put together: write the whole of it into the file.';
  if (isNative(target)) return undefined;
  const entrypoint = entrypointOf(extension, target);
  return entrypoint.kind === 'unknown' ? entrypoint.reason : undefined;
}
