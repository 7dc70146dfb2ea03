import type { Variable } from '../../extension/environment/model.js';
import { databaseValue, isOfDatabase, placeholder, type Server } from './ci-environment.js';

/**
 * What an API needs in its environment to be imported, with every variable of its database set to a
 * server that is thrown away: nothing that it does on the way reaches a database of somebody's.
 * `own` is the environment that is there, `driver` the scheme of URLs that nothing tells otherwise.
 */
export function scratchEnvironment(
  variables: readonly Variable[],
  dir: string,
  server: Server,
  own: Readonly<Record<string, string | undefined>>,
  driver: string,
): Record<string, string> {
  const entries = variables.flatMap((variable): [string, string][] => {
    const { name, code } = variable;
    if (code?.dir !== dir) return [];
    // Made of others, which are all set.
    if (code.default.kind === 'computed' && own[name] === undefined) return [];
    const known = code.default.kind === 'known' ? code.default.text : undefined;
    const value = isOfDatabase(name)
      ? databaseValue(name, own[name] ?? known ?? `${driver}://`, server)
      : undefined;
    if (value !== undefined) return [[name, value]];
    const isMissing = code.default.kind === 'required' && own[name] === undefined;
    return isMissing ? [[name, placeholder(variable)]] : [];
  });
  return Object.fromEntries(entries);
}
