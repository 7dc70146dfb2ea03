import { posix } from 'node:path';

/** An image that a step pushes, as the step says it. */
export interface PushedImage {
  /** With or without tag. */
  readonly tags: readonly string[];
  /** Relative to the extension's root. */
  readonly dockerfile: string | undefined;
  /** The stage it builds up to, where it says so. */
  readonly target: string | undefined;
}

/** The Dockerfile of a build as BuildKit finds it: `file`, else `Dockerfile` in the context. */
export function dockerfileOf(context: string, file: string | undefined): string {
  const directory = posix.normalize(context === '' ? '.' : context).replace(/\/$/, '');
  return posix.normalize(file ?? posix.join(directory, 'Dockerfile'));
}
