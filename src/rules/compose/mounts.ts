import { interpolate } from '../../extension/interpolate.js';
import { asText, get, isRecord } from '../../extension/records.js';
import type { Data } from '../../extension/records.js';

/** An entry of a service's `volumes` (Compose specification, "volumes"). */
export interface Mount {
  readonly kind: 'bind' | 'volume' | 'tmpfs';
  /** The path on the host or the volume's name, as written; empty for an anonymous volume. */
  readonly source: string;
  /** The path in the container. */
  readonly target: string;
  readonly readOnly: boolean;
}

/** What a service mounts, in both syntaxes; entries whose target only a variable decides are left out. */
export function mountsOf(definition: Data): Mount[] {
  const volumes = get(definition, 'volumes');
  const entries: readonly unknown[] = Array.isArray(volumes) ? volumes : [];
  return entries
    .flatMap((entry) => (isRecord(entry) ? longMount(entry) : shortMount(asText(entry) ?? '')))
    .filter(({ target }) => target.startsWith('/'));
}

function longMount(entry: Data): Mount[] {
  const type = asText(get(entry, 'type'));
  const kind = type === 'bind' || type === 'tmpfs' ? type : 'volume';
  const source = asText(get(entry, 'source')) ?? '';
  const target = resolved(asText(get(entry, 'target')) ?? '');
  return [{ kind, source, target, readOnly: get(entry, 'read_only') === true }];
}

/** `SOURCE:TARGET:MODE`; colons in a variable's default separate nothing. */
function shortMount(text: string): Mount[] {
  const parts = text.match(/(?:\$\{[^}]*\}|[^:])+/g) ?? [];
  const [first = '', second, mode = ''] = parts;
  if (second === undefined) {
    return [{ kind: 'volume', source: '', target: resolved(first), readOnly: false }];
  }
  const kind = /^[./~$]/.test(first) ? 'bind' : 'volume';
  const readOnly = mode.split(',').includes('ro');
  return [{ kind, source: first, target: resolved(second), readOnly }];
}

function resolved(text: string): string {
  const { text: target, complete } = interpolate(text);
  return complete ? target.replace(/(?<=.)\/+$/, '') : '';
}
