import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The directory of the templates; found by the package's name, wherever the code was bundled to. */
export function templates(): string {
  return (directory ??= find());
}

let directory: string | undefined;

function find(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('generator-rally-ext/package.json')), 'templates');
}
