import { parseImage } from '../../extension/image-reference.js';
import { interpolate } from '../../extension/interpolate.js';
import type { ComposeKind, Extension } from '../../extension/model.js';
import { asText, get } from '../../extension/records.js';
import { namesNoVersion } from '../docker-images/moving-tag.js';

/** An image of PostgreSQL to try migrations with. */
export interface DatabaseImage {
  readonly image: string;
  /** Why this one, in a sentence. */
  readonly why: string;
}

/** PostgreSQL, and what others build on it that an extension's tables may need. */
const POSTGRES = /^(postgres|postgis|pgvector|timescaledb(-ha)?)$/;
const ORDER: readonly ComposeKind[] = ['production', 'standalone', 'staging', 'development'];
/** The version of the Platform's (`db_pg`). */
export const platformImage: DatabaseImage = {
  image: 'postgres:15',
  why: 'The version the Platform runs.',
};

/** The extension's own PostgreSQL, the deployed one first; undefined where it brings none. */
export function databaseImage({ composeFiles }: Extension): DatabaseImage | undefined {
  const files = [...composeFiles].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  for (const { path, services } of files) {
    for (const { role, definition, dockerfile } of services) {
      if (role !== 'database') continue;
      const written = interpolate(asText(get(definition, 'image')) ?? '');
      const image = dockerfile?.final.baseImage ?? (written.complete ? written.text : '');
      const { name, tag } = parseImage(image);
      // `postgres:latest` says nothing; another image brings extensions that its tables may need.
      const isTelling = name === 'postgres' ? !namesNoVersion(image) : tag !== '';
      if (POSTGRES.test(name) && isTelling) return { image, why: `The one of ${path}.` };
    }
  }
  return undefined;
}
