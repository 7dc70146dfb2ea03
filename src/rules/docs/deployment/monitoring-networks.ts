import type { ComposeFile, Extension } from '../../../extension/model.js';
import { asText, get, isRecord } from '../../../extension/records.js';
import { watched } from '../../monitoring/watched.js';

/**
 * What the compose file that watches has to be told to find a stack: its networks are called by
 * variables whose defaults are those of production, the Platform's. `BACKEND_NETWORK=rally_backend`.
 */
export function monitoringNetworks(
  extension: Extension,
  stack: ComposeFile | undefined,
): readonly string[] {
  const project = asText(stack && get(stack.data, 'name'));
  const there = stack && get(stack.data, 'networks');
  if (project === undefined || project.includes('$') || !isRecord(there)) return [];
  return watched(extension).networks.flatMap(({ key, variable, fallback }) => {
    const own = get(there, key);
    const isCalledByProject =
      Object.hasOwn(there, key) && !(isRecord(own) && Object.hasOwn(own, 'name'));
    const name = `${project}_${key}`;
    return isCalledByProject && name !== fallback ? [`${variable}=${name}`] : [];
  });
}
