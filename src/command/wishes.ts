import type { Wishes } from '../scaffold/complete.js';
import { assetNames, type AssetName } from '../scaffold/assets.js';
import { databases, type Database } from '../scaffold/scaffold.js';
import { UsageError } from '../usage-error.js';
import { readList } from './arguments.js';

/** The flags of `new` that say what the extension shall be. */
interface Flags {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly 'api-port'?: string | undefined;
  readonly 'web-port'?: string | undefined;
  readonly database?: string | undefined;
  readonly scopes?: string | undefined;
  readonly assets?: string | undefined;
  readonly 'registry-owner'?: string | undefined;
}

/**
 * What the flags wish for; whether all of it can be had is not looked at yet.
 * @throws UsageError for a port that is no number, and a database or asset that is none of ours
 */
export function readWishes(name: string, flags: Flags): Wishes {
  const wishes = {
    name,
    title: flags.title,
    description: flags.description,
    apiPort: readPort('api-port', flags['api-port']),
    webPort: readPort('web-port', flags['web-port']),
    database: readDatabase(flags.database),
    scopes: readList(flags.scopes),
    assets: readAssets(flags.assets),
    owner: flags['registry-owner'],
  };
  const given = Object.entries(wishes).filter(([, value]) => value !== undefined);
  return { name, ...Object.fromEntries(given) };
}

function readPort(flag: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,5}$/.test(value)) return Number(value);
  throw new UsageError(`--${flag} ${value}: a number is wanted`);
}

function readDatabase(value: string | undefined): Database | undefined {
  const database = databases.find((each) => each === value);
  if (value === undefined || database !== undefined) return database;
  throw new UsageError(`--database ${value}: the databases are ${databases.join(', ')}`);
}

/** `all`, `none` or a list of names. */
function readAssets(value: string | undefined): readonly AssetName[] | undefined {
  if (value === undefined || value === 'all') return undefined;
  if (value === 'none') return [];
  return readList(value)?.map((wanted) => {
    const asset = assetNames.find((each) => each === wanted);
    if (asset !== undefined) return asset;
    throw new UsageError(`--assets ${wanted}: they are ${assetNames.join(', ')}, or all, or none`);
  });
}
