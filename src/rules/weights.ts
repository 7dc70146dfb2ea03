/**
 * How much a rule counts within its aspect: 3 where the extension does not deploy or is not seen
 * without it, 2 where it breaks sooner or later, 1 where it is good practice.
 */
export const weights: Readonly<Record<string, number>> = {
  'alembic-applied': 3,
  'alembic-baseline': 3,
  'alembic-ci': 2,
  'alembic-configured': 3,
  'alembic-shipped': 3,
  'alembic-single-head': 3,
  'schema-by-migrations': 1,
  'compose-cap-drop': 1,
  'compose-depends-on-healthy': 1,
  'compose-healthcheck': 3,
  'compose-image-tag': 2,
  'compose-logging': 2,
  'compose-no-version': 1,
  'compose-resource-limits': 2,
  'compose-restart': 2,
  'compose-security-opts': 2,
  'compose-valid': 3,
  'docs-deployment': 3,
  'env-template': 2,
  'env-tracked': 2,
  'env-wired': 2,
  'dependabot-actions': 1,
  'health-endpoint': 3,
  'health-version': 1,
  'ready-endpoint': 2,
  'metrics-endpoint': 2,
  'structured-logging': 1,
  'monitoring-stack': 1,
  dockerignore: 1,
  'image-multi-stage': 2,
  'image-non-root': 3,
  'image-pinned-base': 2,
  'image-pinned-manager': 1,
  'image-port': 3,
  'image-runnable': 3,
  'no-source-maps': 1,
  'image-publishing': 3,
  'platform-flag': 3,
  'platform-layout': 3,
  'platform-manifest': 2,
  'platform-ports': 2,
  'web-base': 3,
  'secrets-from-files': 2,
  'secrets-ignored': 2,
  'secrets-no-literals': 3,
  'staging-environment': 2,
  'standalone-stack': 3,
  'workflow-release': 2,
  'workflow-publish-images': 3,
  'workflow-permissions': 2,
  'workflow-pinned-actions': 2,
  'workflow-validate': 2,
};

/** The weight of a rule; throws for one that is not in the table, so that none is forgotten. */
export function weightOf(id: string): number {
  const weight = weights[id];
  if (weight === undefined) throw new Error(`the rule ${id} has no weight in src/rules/weights.ts`);
  return weight;
}
