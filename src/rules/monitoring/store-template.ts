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
  /** Imports for when it is asked: of a module that loads the application, which loads this one. */
  readonly late: readonly string[];
}

/** Undefined where no other module can ask the database. `isCyclic`: its module loads the application. */
export function storeTemplate(
  { kind, isAsync, handle }: DataStore,
  isCyclic: boolean,
): TemplateStore | undefined {
  if (handle === undefined) return undefined;
  const { code, imports, what, parameter } = handle;
  // A parameter's default is worked out when the route is defined.
  if (isCyclic && parameter !== undefined && imports.length > 0) return undefined;
  const argument = parameter?.split(':')[0] ?? '';
  return {
    name: kind === 'sql' ? 'database' : 'mongo',
    kind,
    isAsync,
    handle: code + OPENED[what],
    parameter,
    argument,
    imports: isCyclic ? [] : imports,
    late: isCyclic ? imports : [],
  };
}

const OPENED = { engine: '.connect()', sessions: '()', client: '.admin', database: '' } as const;
