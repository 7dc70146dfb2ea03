/** A kind of database that the Platform shares with its extensions, and a stack brings along. */
export interface Engine {
  readonly id: 'postgres' | 'mongo';
  /** What the Platform calls it: the settings that fit there fit here. */
  readonly service: 'db_pg' | 'db_mongo';
  /** The version that the Platform runs, so that a dump of one fits the other. */
  readonly image: string;
  /** How the variables of its settings begin, as a regular expression. */
  readonly prefix: string;
  /** What applications are called without a setting of their own. */
  readonly user: string;
  /** The variable of its password, where nothing names another. */
  readonly password: string;
  readonly port: number;
  readonly scheme: string;
  /** Python packages that talk to it. */
  readonly drivers: readonly string[];
}

export const ENGINES: readonly Engine[] = [
  {
    id: 'postgres',
    service: 'db_pg',
    image: 'postgres:15-alpine',
    prefix: '(POSTGRES(QL)?|PG|DB|DATABASE|SQL(ALCHEMY)?(_DATABASE)?)',
    user: 'postgres',
    password: 'POSTGRES_PASSWORD',
    port: 5432,
    scheme: 'postgresql',
    drivers: [],
  },
  {
    id: 'mongo',
    service: 'db_mongo',
    image: 'mongo:6.0',
    prefix: '(MONGO(DB)?|DB|DATABASE)',
    user: 'mongo',
    password: 'MONGO_PASSWORD',
    port: 27017,
    scheme: 'mongodb',
    drivers: ['motor', 'pymongo', 'beanie', 'odmantic', 'mongoengine'],
  },
];
