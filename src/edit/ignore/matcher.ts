import { createRequire } from 'node:module';
import type Ignore from 'ignore';

let ignore: typeof Ignore | undefined;
const matchers = new Map<string, ReturnType<typeof Ignore>>();

/** Does a pattern, one line of an ignore file without `!`, fit the path? The same ones are asked for again and again. */
export function fits(pattern: string, path: string): boolean {
  ignore ??= createRequire(import.meta.url)('ignore') as typeof Ignore;
  const matcher = matchers.get(pattern) ?? ignore({ ignorecase: false }).add({ pattern });
  matchers.set(pattern, matcher);
  return matcher.ignores(path);
}
