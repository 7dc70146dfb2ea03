import ignore from 'ignore';
import type { Extension } from './model.js';

/** True where the .gitignore at the extension's root leaves a path out (gitignore(5)). */
export function isIgnored({ files }: Pick<Extension, 'files'>, path: string): boolean {
  const rules = files.get('.gitignore')?.text ?? '';
  return ignore().add(rules).ignores(path);
}
