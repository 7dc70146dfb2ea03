import { createRequire } from 'node:module';

/** The version of this package. Its package.json is found by name, wherever the code was bundled to. */
export function version(): string {
  const require = createRequire(import.meta.url);
  const { version } = require('generator-rally-ext/package.json') as { version: string };
  return version;
}
