import { environmentOf } from '../../extension/compose/environment.js';
import { interpolationsIn } from '../../extension/environment/interpolation.js';
import type { ComposeFile, Extension } from '../../extension/model.js';
import { asText, get, isRecord, type Data } from '../../extension/records.js';
import { entrypointOf } from './entrypoint.js';
import { placeBelow } from './inherited-entries.js';
import { isNative, type SecretVariable } from './secret-files.js';

/** Why a machine leaves a variable as it is: a whole sentence; undefined where it does not. */
export function whyNot(
  extension: Extension,
  variable: SecretVariable,
  all: readonly SecretVariable[],
): string | undefined {
  const alone = whyNotAlone(extension, variable) ?? whyNotForClients(variable);
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

/**
 * A database whose password nobody else is given here: what waits for it has the password from a file
 * or from its code, and would go on having it.
 */
function whyNotForClients({ target, source, literal, entry }: SecretVariable): string | undefined {
  if (!isNative(target) || !entry.name.endsWith('PASSWORD')) return undefined;
  const { name } = target.service;
  const others = target.file.services.filter((service) => service.name !== name);
  const isShared = others
    .flatMap(({ definition }) => environmentOf(definition))
    .some((other) => {
      const text = asText(other.value) ?? (other.value === undefined ? `\${${other.name}}` : '');
      return literal === undefined
        ? interpolationsIn(text).some((each) => each.name === source)
        : text.includes(literal);
    });
  const client = others.find(({ definition }) => waitsFor(definition, name));
  if (client === undefined || isShared) return undefined;
  return `${client.name} has the password from elsewhere, and would go on having it: change it in both places.`;
}

function waitsFor(definition: Data, name: string): boolean {
  const dependencies = get(definition, 'depends_on');
  return Array.isArray(dependencies)
    ? dependencies.includes(name)
    : isRecord(dependencies) && name in dependencies;
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
