import type { Position } from '../../edit/refusal.js';

/** A place in one of the extension's files. */
export interface Place {
  readonly file: string;
  readonly position: Position;
}

/** Python code that another module can use once it has these imports. */
export interface Expression {
  readonly code: string;
  /** Whole import statements, in the order of the names in the code. */
  readonly imports: readonly string[];
}

/** How an API that uses SQLAlchemy and PostgreSQL reaches its tables; read from its syntax trees. */
export interface Database {
  /** The api-<name> directory. */
  readonly dir: string;
  /** The directory that absolute imports start at: `dir`, or a `src` in it. */
  readonly importRoot: string;
  readonly sqlalchemy: '1.4' | '2';
  readonly engine: Engine | undefined;
  /** The metadata that knows the tables: `Base.metadata`, `SQLModel.metadata`, `metadata`. */
  readonly metadata: (Expression & Place) | undefined;
  /** The modules that define tables, as dotted names, sorted. */
  readonly modelModules: readonly ModelModule[];
  readonly schema: Schema;
  /** Where the code makes tables itself: `metadata.create_all`. */
  readonly createAll: readonly Place[];
  readonly alembic: AlembicEnvironment | undefined;
}

/** A module with tables of this extension. */
export interface ModelModule {
  readonly file: string;
  readonly name: string;
  readonly position: Position;
}

/** The engine the application makes. */
export interface Engine extends Place {
  readonly isAsync: boolean;
  /** The URL it is made with; undefined where no other module can know it. */
  readonly url: Expression | undefined;
  /** What its driver is told besides (TLS, timeouts), as far as other modules can know it. */
  readonly connectArgs: Expression | undefined;
}

/** A database that an application works with, of whatever kind. */
export interface DataStore extends Place {
  readonly kind: 'sql' | 'mongo';
  readonly isAsync: boolean;
  /** What another module asks it through; undefined where only the application's own code can. */
  readonly handle: StoreHandle | undefined;
}

/** What stands for a database in the code of another module. */
export interface StoreHandle extends Expression {
  readonly what: 'engine' | 'sessions' | 'client' | 'database';
  /** The parameter of a route that the code needs, as FastAPI fills it. */
  readonly parameter?: string;
}

/**
 * The PostgreSQL schema of most tables. `default`: none is named. `unclear`: one is named in a way
 * that only the running application knows.
 */
export type Schema =
  | { readonly kind: 'default' }
  | ({
      readonly kind: 'named';
      /** Its name, where the code tells. */
      readonly name: string | undefined;
    } & Expression &
      Place)
  | ({
      readonly kind: 'unclear';
      /** What decides on it for models that name none. */
      readonly by?: 'schema_translate_map' | 'search_path';
    } & Place);

/** Migrations by Alembic, as far as they are set up. */
export interface AlembicEnvironment {
  /** The alembic.ini, if there is one. */
  readonly ini: string | undefined;
  /** The directory of env.py: Alembic's `script_location`. */
  readonly location: string;
  readonly env: string | undefined;
  /** The template of new revisions, if it is there. */
  readonly template: string | undefined;
  readonly revisions: readonly Revision[];
  /** Modules with tables that env.py does not import, however indirectly. */
  readonly unseen: readonly ModelModule[];
}

/** A revision file (Alembic, "Tutorial": revision, down_revision, branch_labels, depends_on). */
export interface Revision extends Place {
  readonly id: string;
  /** The revisions it follows; none for a base, undefined where only running it tells. */
  readonly follows: readonly string[] | undefined;
}
