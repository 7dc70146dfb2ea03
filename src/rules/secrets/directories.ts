/** Where a deployment's secret files are on the machine. */
export const SECRETS = '${SECRETS_DIR:-/deploy/secrets}';
/** Those of its rehearsal, which may run on the same machine. */
export const STAGING_SECRETS = '${STAGING_SECRETS_DIR:-/deploy/secrets-staging}';
