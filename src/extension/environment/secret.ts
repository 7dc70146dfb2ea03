import type { FieldType } from './field-type.js';

const SECRET =
  /(^|_)([A-Z0-9]*(PASSWORD|PASSWD)|PASSPHRASE|(DB|PG|SQL|REDIS|SMTP|MAIL)?PASS|PWD|SECRETS?|TOKEN|CREDENTIALS?|(API|ACCESS|SECRET|PRIVATE|SIGNING|ENCRYPTION|SESSION|FERNET|MASTER|AUTH|HMAC|JWT|COOKIE|AES(_\d+)?)_?KEY|ACCESS_KEY_ID|PEPPER|SALT)$/;
/** A secret with something behind it that is no secret: `SECRET_KEY_BASE`, `JWT_SECRET_V2`. */
const INSIDE = /(^|_)(SECRET_KEY|HMAC_SECRET|JWT_SECRET|CLIENT_SECRET)(_|$)/;
/** `UWSGI_PASS` says whom nginx passes requests to. */
const NO_SECRET =
  /(^|_)(PATH|FILE|DIR|TTL|TTL_SECONDS|EXPIRE\w*|EXPIRY|LIFETIME\w*|ALGORITHM|ALG|URL|LENGTH|ROTATION|NAME|HEADER|ENABLED|HOURS|MINUTES|SECONDS|DAYS)$|PUBLIC|(^|_)(UWSGI|FASTCGI|SCGI|GRPC)_PASS$/;
/** A URL that has user and password in it. */
const CONNECTION =
  /(^|_)(DSN|(DATABASE|DB|POSTGRES(QL)?|PG|MONGO(DB)?|MYSQL|MARIADB|SQLALCHEMY\w*|REDIS|CACHE|CELERY\w*|BROKER|RABBITMQ|AMQP|RESULT_BACKEND)_?(URL|URI|DSN|CONNECTION(_STRING)?)|CONNECTION_STRING)$/;

/** A part of every name that one of the above fits. */
const PART = /pass|pwd|secret|token|credential|key|pepper|salt|dsn|ur[li]|connection/i;

/** False for a text in which no name can be that of a secret or a connection: quickly told. */
export function mayNameSecret(text: string): boolean {
  return PART.test(text);
}

/** What must not be read by everybody: by its name, or by the type the code gives it. */
export function isSecret(name: string, type: FieldType | undefined): boolean {
  // Vite puts these into a bundle that everybody downloads.
  if (name.startsWith('VITE_')) return false;
  if (type?.kind === 'secret') return true;
  if (isConnection(name, type)) return true;
  if (type !== undefined && /^(integer|number|boolean)$/.test(type.kind)) return false;
  const upper = name.toUpperCase();
  return (SECRET.test(upper) || INSIDE.test(upper)) && !NO_SECRET.test(upper);
}

/** A connection URL, which holds a password as a rule. */
export function isConnection(name: string, type: FieldType | undefined): boolean {
  return type?.kind === 'connection' || CONNECTION.test(name.toUpperCase());
}
