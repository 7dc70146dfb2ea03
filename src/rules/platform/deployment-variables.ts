/**
 * What the environment has in it in which the Platform starts an extension: set by its deploy
 * workflow for all services (Platform, .github/workflows/deploy.yaml, `env`), or read for a service
 * of its own (compose.prod.yml). A bare `NAME` or `${NAME:-…}` of an override takes these values.
 */
export const DEPLOYMENT_VARIABLES: ReadonlySet<string> = new Set([
  ...['PRODUCTION', 'TAG', 'ENABLED_EXTENSIONS', 'DOCKER_SOCK'],
  ...['POSTGRES_PASSWORD', 'MONGO_PASSWORD', 'MONGO_DB'],
  ...['EMAIL_SENDER_ADDRESS', 'EMAIL_SMTP_HOST', 'EMAIL_SMTP_USER', 'EMAIL_SMTP_PASSWORD'],
  ...['R2_ENDPOINT_URL', 'R2_BUCKET', 'R2_PUBLIC_BASE_URL'],
  ...['R2_ACCESS_KEY_ID', 'R2_SECRET_ACCESS_KEY'],
  ...['OIDC_ENABLED', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
  ...['AUTHENTIK_URL', 'AUTHENTIK_TOKEN', 'IDP_SECRET_KEY', 'RECAPTCHA_SECRET_KEY'],
]);
