import type { ComposeFile, Extension } from '../../../extension/model.js';
import { asText, get, isRecord } from '../../../extension/records.js';
import { filesOfStack } from '../../compose/compose-calls.js';

/** Networks or volumes that a stack joins and does not make, by the names that Docker knows. */
export function externals(
  extension: Extension,
  file: ComposeFile | undefined,
  section: 'networks' | 'volumes',
): string[] {
  if (file === undefined) return [];
  const names = filesOfStack(extension, file).flatMap(({ data }) => {
    const all = get(data, section);
    return Object.entries(isRecord(all) ? all : {}).flatMap(([key, definition]) => {
      const external = isRecord(definition) ? get(definition, 'external') : undefined;
      if (external === undefined || external === false || !isRecord(definition)) return [];
      const named = isRecord(external) ? get(external, 'name') : get(definition, 'name');
      return [asText(named) ?? key];
    });
  });
  return names.filter(isPlain);
}

/** A name that can be typed as it is. */
function isPlain(name: string): boolean {
  return /^[\w.-]+$/.test(name);
}
