import type { Extension } from '../../../extension/model.js';
import type { Variable } from '../../../extension/environment/model.js';

const GROUPS: readonly (readonly [RegExp, string])[] = [
  [/^VITE_/, 'Web build'],
  [
    /^(TEST_)?(POSTGRES|PG|DB|DATABASE|MONGO|MONGODB|MYSQL|MARIADB|SQL|SQLALCHEMY|SCHEMA)(_|$|QL)/,
    'Database',
  ],
  [/^(REDIS|CACHE|CELERY|RABBITMQ|AMQP|BROKER|QUEUE|MEMCACHED)(_|$)/, 'Cache and queues'],
  [/^(EMAIL|MAIL|SMTP|SENDGRID|MAILGUN)(_|$)/, 'E-mail'],
  [/^(R2|S3|AWS|MINIO|STORAGE|BUCKET|UPLOAD|MEDIA|GCS|AZURE)(_|$)/, 'Storage'],
  [
    /(^|_)(JWT|OIDC|OAUTH2?|AUTH|AUTHENTIK|KEYCLOAK|IDP|SSO|LOGIN|SESSION|COOKIE|TOKEN|RECAPTCHA|SECRET|HMAC)(_|$)/,
    'Authentication',
  ],
  [
    /^(LOG|LOGGING|LOGURU|SENTRY|METRICS|OTEL|PROMETHEUS|TRACING|STATSD)(_|$)/,
    'Logging and monitoring',
  ],
  [
    /^(ENV|ENVIRONMENT|PRODUCTION|DEBUG|TESTING|RELEASE|VERSION|HOST|PORT|TZ|TIMEZONE|ROOT_PATH|BASE_URL|DOMAIN|PROJECT_NAME|APP_NAME|WORKERS|WEB_CONCURRENCY|TRUSTED_(PROXIES|HOSTS)|ALLOWED_(HOSTS|ORIGINS)|BACKEND_CORS_ORIGINS|CORS_\w+|API_V\d+_STR|API_PREFIX|STATIC_(STR|URL)|(\w+_)?TAG|\w+_PORT|(STAGING_)?SECRETS_DIR|REGISTRY)$/,
    'General',
  ],
];

/** The headings in the order of a template; the extension's own variables come last. */
const ORDER = [
  'General',
  'Database',
  'Cache and queues',
  'Authentication',
  'Storage',
  'E-mail',
  'Logging and monitoring',
  'Web build',
];

/** The heading a variable stands under. */
export function groupOf({ name, code }: Variable, extension: Extension): string {
  const known = GROUPS.find(([pattern]) => pattern.test(name.toUpperCase()))?.[1];
  // What only compose files read is about the deployment and not about the product.
  return known ?? (code === undefined ? 'General' : ownGroup(extension));
}

/** The headings, first to last. */
export function groupOrder(extension: Extension): string[] {
  return [...ORDER, ownGroup(extension)];
}

function ownGroup({ manifest }: Extension): string {
  const [first = '', ...rest] = manifest.name;
  return first.toUpperCase() + rest.join('');
}
