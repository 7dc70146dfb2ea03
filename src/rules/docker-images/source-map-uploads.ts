import type { Module } from '../../edit/typescript/index.js';
import { childOf, children } from '../../edit/typescript/index.js';

const TRACKERS = /sentry|bugsnag|datadog|rollbar|honeybadger|posthog|newrelic|sourcemaps?\b/i;

/**
 * What a configuration does with source maps beside making them: hand them to an error tracker, and
 * delete them then (`filesToDeleteAfterUpload` of Sentry, `deleteAfterUpload` of PostHog…).
 */
export function uploadsOf({ root, text }: Module): { uploads: boolean; deletes: boolean } {
  const uploads = children(root).some((statement) => {
    const source = childOf(statement, 'String');
    return (
      statement.name === 'ImportDeclaration' &&
      source !== undefined &&
      TRACKERS.test(text.slice(source.from, source.to))
    );
  });
  let deletes = false;
  root.cursor().iterate(({ name, from, to }) => {
    if (name === 'PropertyDefinition') deletes ||= /delete.*upload/i.test(text.slice(from, to));
  });
  return { uploads, deletes };
}
