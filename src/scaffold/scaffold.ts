import type { AssetName } from './assets.js';

export const databases = ['postgres', 'mongo', 'none'] as const;
export type Database = (typeof databases)[number];

/** What a person decides about a new extension; everything but the name has a default. */
export interface Scaffold {
  /** Its folder under `extensions/`, and a part of paths, services and images. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly apiPort: number;
  readonly webPort: number;
  readonly database: Database;
  /** Scopes it adds to the Platform's; who has the first may change what the example keeps. */
  readonly scopes: readonly string[];
  /** The account on GitHub that its images belong to. */
  readonly owner: string;
  /** What it comes with besides its code. */
  readonly assets: readonly AssetName[];
}
