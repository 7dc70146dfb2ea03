import type { FileEdit } from '../edit/edit.js';
import { editPython } from '../edit/python/index.js';
import type { Edited } from '../edit/refusal.js';
import { editYaml } from '../edit/yaml/index.js';

/**
 * Applies one edit to the text of its file, in memory.
 * @throws EditRefusal where the editor cannot keep its promise for this text
 */
export function applyEdit(text: string, edit: FileEdit): Edited {
  switch (edit.kind) {
    case 'yaml':
      return editYaml(text, edit.operations);
    case 'python':
      return editPython(text, edit.operations);
  }
}
