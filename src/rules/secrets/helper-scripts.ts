import { renderTemplate } from '../../assets/template.js';
import type { Extension } from '../../extension/model.js';
import type { Options } from '../options.js';
import type { Change } from '../rule.js';
import { containerUid } from './container-user.js';
import { isNative } from './secret-files.js';
import type { SecretVariable } from './secret-files.js';

/**
 * `ours`: any value will do, nobody outside of this deployment has to know it; `theirs`: somebody
 * else decides on it; `optional`: the deployment does without.
 */
type SecretKind = 'ours' | 'theirs' | 'optional';

/** A secret as the scripts know it. */
interface ScriptedSecret {
  readonly name: string;
  /** The environment variable that held it so far. */
  readonly variable: string;
  /** Who shall own the file; `?` where the container's user has no number that is known. */
  readonly uid: string;
  readonly kind: SecretKind;
}

const SCRIPTS = {
  create: 'deploy/create-secrets.sh',
  aws: 'deploy/secrets-from-aws.sh',
  vault: 'deploy/secrets-from-vault.sh',
} as const;

/** Made up by who deploys: keys an application signs, encrypts or hashes with. */
const OURS =
  /^(.*_)?((APP_?|JWT_?|SESSION_?|COOKIE_?|CSRF_?|SIGNING_?|ENCRYPTION_?)(SECRET|KEY)|SECRET_KEY|JWT_SECRET_KEY|SALT|PEPPER)$/;
const SOMEBODY = /(^|_)(AWS|S3|MINIO|STRIPE|OAUTH|CLIENT|GOOGLE|GITHUB|SMTP|MAIL)_/;

/** Scripts that fill the directory of the secret files; those that are there already stay. */
export function helpers(
  extension: Extension,
  variables: readonly SecretVariable[],
  { secretsMode, secretsProviders }: Options,
): Change[] {
  if (secretsMode !== 'files' || variables.length === 0) return [];
  const data = { extension: extension.manifest.name, secrets: scripted(variables) };
  return (['create', ...secretsProviders] as const)
    .map((kind) => SCRIPTS[kind])
    .filter((file) => !extension.paths.has(file))
    .map((file) => ({
      summary: `add ${file}`,
      edits: [{ kind: 'create', file, text: renderTemplate(file, data), executable: true }],
    }));
}

function scripted(variables: readonly SecretVariable[]): ScriptedSecret[] {
  const names = [...new Set(variables.map(({ secret }) => secret))];
  return names.map((name) => {
    const uses = variables.filter(({ secret }) => secret === name);
    const uids = uses.map(({ target }) => containerUid(target));
    const variable = uses[0]?.source ?? '';
    return {
      name,
      variable: variable.toLowerCase() === name ? variable : name.toUpperCase(),
      // Root reads every file, so it belongs to the one who is not.
      uid:
        uids.find((uid) => uid !== undefined && uid !== '0') ??
        (uids.includes(undefined) ? '?' : '0'),
      kind: kindOf(variable, uses),
    };
  });
}

function kindOf(variable: string, uses: readonly SecretVariable[]): SecretKind {
  if (uses.every(({ optional }) => optional)) return 'optional';
  const name = variable.toUpperCase();
  const isMadeUp = OURS.test(name) && !SOMEBODY.test(`${name}_`);
  return isMadeUp || uses.some(({ target }) => isNative(target)) ? 'ours' : 'theirs';
}
