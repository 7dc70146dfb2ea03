import { dirname, resolve } from 'node:path';
import { platformFolder, portsOfExtensions } from '../extension/platform.js';
import { PLATFORM_PORTS } from '../rules/platform/platform-ports.js';

/** The first that no known extension has: rally 8003 and 3003, gala 8004 and 3002. */
const FIRST = { apiPort: 8005, webPort: 3004 } as const;

/** Why a number cannot be a port of a new extension; undefined where it can. */
export function whyNoPort(port: number): string | undefined {
  if (!Number.isInteger(port) || port < 1024 || port > 65_535) {
    return 'a number from 1024 to 65535 is wanted';
  }
  const owner = PLATFORM_PORTS.get(port);
  return owner === undefined ? undefined : `it is ${owner}'s in the Platform`;
}

/** The next ports that are free: of the Platform's, and in a checkout of it of those of its extensions. */
export function freePorts(directory: string): { apiPort: number; webPort: number } {
  const root = resolve(directory);
  const isInPlatform = platformFolder(root) !== undefined;
  const taken = isInPlatform ? portsOfExtensions(dirname(root)) : new Set<number>();
  const next = (port: number): number =>
    taken.has(port) || PLATFORM_PORTS.has(port) ? next(port + 1) : port;
  const apiPort = next(FIRST.apiPort);
  const webPort = next(FIRST.webPort);
  return { apiPort, webPort };
}
