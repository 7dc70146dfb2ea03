import type { Extension } from '../../extension/model.js';
import type { Finding, Rule } from '../rule.js';
import { verdict } from '../rule.js';
import { migratedServices } from './migrated-services.js';
import { missingInImage } from './shipping.js';

/** The migrations run where the database is, so they have to be in the image. */
export const alembicShipped: Rule = {
  meta: {
    id: 'alembic-shipped',
    aspect: 'migrations',
    severity: 'error',
    fix: 'safe',
    title: 'The image of the API contains the migrations',
    failureTitle: 'The image of the API has no migrations',
    why: 'Only the image gets to the server: what it lacks cannot be run there.',
  },

  check(extension) {
    const services = migratedServices(extension).filter(
      (each) => missingInImage(extension, each) !== undefined,
    );
    if (services.length === 0) {
      return {
        status: 'not-applicable',
        reason: 'no deployment runs an API image of this extension with a PostgreSQL database',
      };
    }
    return verdict(unique(services.flatMap((each) => lacks(extension, each))));
  },

  fix(extension) {
    const seen = new Set<string>();
    return migratedServices(extension).flatMap((each) => {
      const found = missingInImage(extension, each);
      if (found === undefined || found.edits.length === 0 || seen.has(found.dockerfile)) return [];
      seen.add(found.dockerfile);
      return [{ summary: `copy the migrations into ${found.dockerfile}`, edits: found.edits }];
    });
  },
};

function lacks(extension: Extension, each: Parameters<typeof missingInImage>[1]): Finding[] {
  const found = missingInImage(extension, each);
  if (found === undefined || found.missing.length === 0) return [];
  const stage = each.target.service.dockerfile?.final.position ?? { line: 1, column: 1 };
  const message = `The image that ${found.dockerfile} builds gets no ${found.missing.join(' and no ')}.`;
  return [{ file: found.dockerfile, ...stage, message }];
}

/** Two deployments of one Dockerfile are one fault. */
function unique(findings: readonly Finding[]): Finding[] {
  return findings.filter(
    ({ file, message }, index) =>
      findings.findIndex((other) => other.file === file && other.message === message) === index,
  );
}
