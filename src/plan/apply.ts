import { editDockerfile } from '../edit/dockerfile/index.js';
import { editDotenv } from '../edit/dotenv/index.js';
import type { FileEdit, TextEdit } from '../edit/edit.js';
import { editIgnore } from '../edit/ignore/index.js';
import { editMarkdown } from '../edit/markdown/index.js';
import { editPython } from '../edit/python/index.js';
import { EditRefusal, type Edited } from '../edit/refusal.js';
import { editRequirements } from '../edit/requirements/index.js';
import { editToml } from '../edit/toml/index.js';
import { editTypescript } from '../edit/typescript/index.js';
import { editYaml } from '../edit/yaml/index.js';
import type { Extension } from '../extension/model.js';
import { formatNew } from '../format/format-new.js';

const START = { line: 1, column: 1 };

/**
 * Makes one edit, in memory. `text` is what the file holds by now, undefined where there is none.
 * A new file is formatted in the style of the people whose extension it is.
 * @throws EditRefusal where the editor cannot keep its promise for this text, where the file must
 *   not be written, and where a new file's place is taken by another text
 */
export async function applyEdit(
  extension: Extension,
  text: string | undefined,
  edit: FileEdit,
): Promise<Edited> {
  if (edit.kind === 'create') {
    const created = await formatNew(extension, edit.file, edit.text);
    if (text === created) return { text, spans: [] };
    if (text !== undefined || extension.paths.has(edit.file)) {
      throw new EditRefusal('there is a file of this name already', START, edit.text);
    }
    return { text: created, spans: [{ start: 0, end: created.length }] };
  }
  if (text === undefined) throw new Error(`a rule wants to edit ${edit.file}, which was not read`);
  const edited = editText(text, edit.kind === 'markdown' ? await formatted(extension, edit) : edit);
  const locked = extension.files.get(edit.file)?.locked;
  if (edited.text !== text && locked !== undefined) {
    throw new EditRefusal(`the file ${locked}, so it is left alone`, START);
  }
  return edited;
}

/** What is put into a document is formatted as a new one would be. */
async function formatted(
  extension: Extension,
  edit: Extract<TextEdit, { kind: 'markdown' }>,
): Promise<TextEdit> {
  const operations = edit.operations.map(async (operation) => ({
    ...operation,
    body: await formatNew(extension, edit.file, operation.body),
  }));
  return { ...edit, operations: await Promise.all(operations) };
}

function editText(text: string, edit: TextEdit): Edited {
  switch (edit.kind) {
    case 'yaml':
      return editYaml(text, edit.operations);
    case 'python':
      return editPython(text, edit.operations);
    case 'dotenv':
      return editDotenv(text, edit.operations);
    case 'ignore':
      return editIgnore(text, edit.operations);
    case 'toml':
      return editToml(text, edit.operations);
    case 'requirements':
      return editRequirements(text, edit.operations);
    case 'dockerfile':
      return editDockerfile(text, edit.operations);
    case 'typescript':
      return editTypescript(text, edit.operations);
    case 'markdown':
      return editMarkdown(text, edit.operations);
  }
}
