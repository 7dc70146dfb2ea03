/** The rules of each generator and command that is limited to a part of the catalogue. */
export const parts = {
  /** The aspects compose and docker-images, and the endpoint that healthchecks ask. */
  compose: [
    'health-endpoint',
    ...(['image-pinned-manager', 'image-runnable', 'image-non-root'] as const),
    ...(['dockerignore', 'no-source-maps'] as const),
    ...(['compose-no-version', 'compose-image-tag', 'compose-restart'] as const),
    ...(['compose-healthcheck', 'compose-depends-on-healthy', 'compose-resource-limits'] as const),
    ...(['compose-logging', 'compose-security-opts', 'compose-cap-drop'] as const),
  ],
  docs: ['docs-deployment'],
  env: ['env-wired', 'env-template', 'env-tracked'],
  staging: ['standalone-stack', 'staging-environment', 'env-template', 'env-tracked'],
  alembic: [
    ...([
      'alembic-configured',
      'alembic-baseline',
      'alembic-single-head',
      'alembic-shipped',
    ] as const),
    ...(['alembic-ci', 'alembic-applied', 'schema-by-migrations'] as const),
  ],
  monitoring: [
    ...(['health-endpoint', 'health-version', 'ready-endpoint', 'metrics-endpoint'] as const),
    ...(['structured-logging', 'monitoring-stack'] as const),
  ],
} as const;
