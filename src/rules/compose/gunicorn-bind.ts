import { posix } from 'node:path';
import { positionAt, type Position } from '../../edit/refusal.js';
import { whatItRuns } from '../../extension/compose/command.js';
import type { Extension, Service } from '../../extension/model.js';
import type { Data } from '../../extension/records.js';

/** The port that gunicorn's configuration names, and where it does. */
export interface GunicornBind {
  readonly port: number;
  readonly file: string;
  readonly position: Position;
}

/** On its command line, which wins over the file (gunicorn, "Configuration Overview"). */
const BOUND = /(?:^|\s)(?:--bind|-b)(?=[=\s])/;
const NAMED = /(?:^|\s)(?:--config|-c)[=\s]+["']?(?:file:)?([\w./-]+\.py)\b/;
const BIND = /^bind\s*=\s*["'][^"'{}]*:(\d{1,5})["']/m;

/** Reads `bind` from the file that the command names, else from the gunicorn.conf.py beside the Dockerfile. */
export function gunicornBind(
  { files }: Extension,
  { dockerfile }: Service,
  definition: Data,
): GunicornBind | undefined {
  const command = whatItRuns(definition, dockerfile);
  if (dockerfile === undefined || !/\bgunicorn\b/.test(command) || BOUND.test(command)) {
    return undefined;
  }
  const name = posix.basename(NAMED.exec(command)?.[1] ?? 'gunicorn.conf.py');
  const directory = posix.dirname(dockerfile.path);
  const found = [...files.values()].filter(
    ({ path }) =>
      posix.basename(path) === name && (directory === '.' || path.startsWith(`${directory}/`)),
  );
  const [file] = found;
  const match = file === undefined ? null : BIND.exec(file.text);
  if (file === undefined || found.length > 1 || match === null) return undefined;
  const position = positionAt(file.text, match.index);
  return { port: Number(match[1]), file: file.path, position };
}
