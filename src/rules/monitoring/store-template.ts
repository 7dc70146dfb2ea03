import type { DataStore } from '../../extension/database/model.js';

/** A database as the template of the readiness module wants it. */
export interface TemplateStore {
  readonly name: 'database' | 'mongo';
  readonly kind: DataStore['kind'];
  readonly isAsync: boolean;
  /** What opens a connection (SQL), or has a `command` (MongoDB). */
  readonly handle: string;
  /** The route's parameter and the argument that hands it on; empty where none is needed. */
  readonly parameter: string | undefined;
  readonly argument: string;
  readonly imports: readonly string[];
}

/** Undefined where no other module can ask the database. */
export function storeTemplate({ kind, isAsync, handle }: DataStore): TemplateStore | undefined {
  if (handle === undefined) return undefined;
  const { code, imports, what, parameter } = handle;
  const argument = parameter?.split(':')[0] ?? '';
  return {
    name: kind === 'sql' ? 'database' : 'mongo',
    kind,
    isAsync,
    handle: code + OPENED[what],
    parameter,
    argument,
    imports,
  };
}

const OPENED = { engine: '.connect()', sessions: '()', client: '.admin', database: '' } as const;
