import type { ComposeFile } from '../../extension/model.js';
import { get, isRecord } from '../../extension/records.js';
import type { Data } from '../../extension/records.js';

/** Keys of `deploy` that only Swarm does something about. */
const ONLY_SWARM = ['labels', 'update_config', 'rollback_config', 'endpoint_mode'];

/**
 * Is a file for `docker stack deploy`? Some of it does nothing with `docker compose up`, which the
 * Platform runs. Swarm restarts what stops unless it is told not to, ignores `depends_on` and refuses
 * its long form, and its older versions want a `version`.
 */
export function isSwarmStack({ data, services, override }: ComposeFile): boolean {
  if (override) return false;
  const networks = get(data, 'networks');
  const hasOverlay = Object.values(isRecord(networks) ? networks : {}).some(
    (network) => isRecord(network) && get(network, 'driver') === 'overlay',
  );
  return hasOverlay || services.some(({ definition }) => isForSwarm(definition));
}

function isForSwarm(definition: Data): boolean {
  const deploy = get(definition, 'deploy');
  if (!isRecord(deploy)) return false;
  const placement = get(deploy, 'placement');
  const isPlaced =
    isRecord(placement) &&
    ['constraints', 'preferences'].some((key) => get(placement, key) !== undefined);
  return (
    isPlaced ||
    get(deploy, 'mode') === 'global' ||
    ONLY_SWARM.some((key) => get(deploy, key) !== undefined)
  );
}
