import type { ActionReference } from './model.js';

/** The parts of `owner/name[/path]@ref`; local actions and images have none. */
export function readAction(text: string): Pick<ActionReference, 'text' | 'action' | 'ref'> {
  const match = /^([\w.-]+\/[\w.-]+(?:\/[^@]*)?)@(.+)$/.exec(text.trim());
  const local = text.startsWith('./') || text.startsWith('docker://');
  if (match === null || local) return { text, action: undefined, ref: undefined };
  return { text, action: match[1]?.toLowerCase(), ref: match[2] };
}
