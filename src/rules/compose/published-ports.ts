import { interpolate } from '../../extension/interpolate.js';
import { asText, get, isRecord } from '../../extension/records.js';
import type { Data } from '../../extension/records.js';

/** One entry of a service's `ports`; host and container ports correspond where both are ranges. */
export interface PublishedPort {
  /** Place in the list. */
  readonly index: number;
  /** The address it is bound to on the host; undefined for all. */
  readonly address: string | undefined;
  /** Empty where Docker chooses one. */
  readonly host: readonly number[];
  readonly container: readonly number[];
  readonly protocol: string;
}

const SHORT =
  /^(?:(?:(?<address>\[[^\]]*\]|[^:]*):)?(?<host>\d+(?:-\d+)?)?:)?(?<container>\d+(?:-\d+)?)(?:\/(?<protocol>\w+))?$/;

/** The ports of a service, in both syntaxes; entries that only a variable decides are left out. */
export function publishedPorts(definition: Data): PublishedPort[] {
  const ports = get(definition, 'ports');
  if (!Array.isArray(ports)) return [];
  return ports.flatMap((entry: unknown, index) =>
    isRecord(entry) ? longPort(entry, index) : shortPort(resolved(entry), index),
  );
}

function shortPort(text: string | undefined, index: number): PublishedPort[] {
  const groups = SHORT.exec(text ?? '')?.groups;
  if (groups === undefined) return [];
  return [
    {
      index,
      address: groups.address === '' ? undefined : groups.address,
      host: range(groups.host),
      container: range(groups.container),
      protocol: groups.protocol?.toLowerCase() ?? 'tcp',
    },
  ];
}

function longPort(entry: Data, index: number): PublishedPort[] {
  const container = range(resolved(get(entry, 'target')));
  if (container.length === 0) return [];
  return [
    {
      index,
      address: resolved(get(entry, 'host_ip')),
      host: range(resolved(get(entry, 'published'))),
      container,
      protocol: resolved(get(entry, 'protocol')) ?? 'tcp',
    },
  ];
}

/** `${PORT:-8003}` is 8003; a variable without default is unknown. */
function resolved(value: unknown): string | undefined {
  const written = asText(value);
  if (written === undefined) return undefined;
  const { text, complete } = interpolate(written);
  return complete ? text : undefined;
}

function range(text: string | undefined): number[] {
  const [, from = '', to = from] = /^(\d+)(?:-(\d+))?$/.exec(text ?? '') ?? [];
  if (from === '') return [];
  const length = Math.min(Number(to), 65_535) - Number(from) + 1;
  return Array.from({ length: Math.max(length, 0) }, (_, step) => Number(from) + step);
}
