/** Stands for a value that a person has to fill in. */
export const PLACEHOLDER = 'change-me';

const ISSUED =
  /(API_?KEY|ACCESS_KEY(_ID)?|ACCESS_KEY|KEY_ID|API_TOKEN|CLIENT_SECRET|RECAPTCHA\w*|SMTP\w*|(^|_)TOKEN|DSN|CREDENTIALS?)$|^(R2|S3|AWS|AUTHENTIK|SENTRY|SENDGRID|MAILGUN|GITHUB|CLOUDFLARE)_/;

/** True for what the service that it belongs to makes, by the name. */
export function isIssued(name: string): boolean {
  return ISSUED.test(name.toUpperCase());
}

/** How a person comes by a secret: a command that makes one, or who issues it. */
export function howToGet(name: string, isConnection: boolean): string {
  const upper = name.toUpperCase();
  if (upper.endsWith('DSN')) return 'Secret: the service that it belongs to issues it.';
  if (isConnection) return 'Secret: it has the password in it, percent-encoded.';
  if (upper.startsWith('VAPID_'))
    return 'Secret: make a pair with: npx web-push generate-vapid-keys';
  if (/FERNET|ENCRYPTION/.test(upper)) {
    return "Secret: make one with: openssl rand -base64 32 | tr '+/' '-_'";
  }
  if (upper.endsWith('PRIVATE_KEY')) return 'Secret: the private key of a pair that you make.';
  if (isIssued(name)) return 'Secret: the service that it belongs to issues it.';
  // Hexadecimal digits need no escaping in a connection URL.
  return 'Secret: make one with: openssl rand -hex 32';
}
