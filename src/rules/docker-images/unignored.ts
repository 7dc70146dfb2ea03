import { posix } from 'node:path';
import type { FileEdit } from '../../edit/edit.js';
import { isIgnored } from '../../edit/ignore/index.js';
import type { Extension } from '../../extension/model.js';

/** A .dockerignore that keeps a file out of its build gets an exception. */
export function unignored(extension: Extension, context: string, file: string): FileEdit[] {
  const ignore = posix.join(context, '.dockerignore');
  const text = extension.files.get(ignore)?.text;
  const path = posix.relative(context, file);
  if (text === undefined || path.startsWith('..') || !isIgnored(text, path)) return [];
  return [{ kind: 'ignore', file: ignore, operations: [{ op: 'track', path }] }];
}
