import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderTemplate } from '../../src/assets/template.js';
import { helpIntoNothing, runScript, shells } from './shell.js';

const root = mkdtempSync(join(tmpdir(), 'create-secrets-'));
const uid = String(process.getuid?.() ?? 0);
let directory: string;

const render = (path: string, owner = uid): string => {
  const script = join(mkdtempSync(join(root, 'script-')), 'script.sh');
  const secrets = [
    { name: 'secret_key', variable: 'SECRET_KEY', uid: owner, kind: 'ours' },
    { name: 'db_password', variable: 'DB_PASSWORD', uid: owner, kind: 'theirs' },
    { name: 'smtp_token', variable: 'SMTP_TOKEN', uid: owner, kind: 'optional' },
  ];
  writeFileSync(script, renderTemplate(path, { extension: 'rally', secrets }));
  return script;
};
const content = (name: string): string => readFileSync(join(directory, name), 'utf8');
const modes = (): number[] =>
  readdirSync(directory).map((name) => statSync(join(directory, name)).mode & 0o777);

beforeEach(() => {
  directory = join(mkdtempSync(join(root, 'at-')), 'deeper', 'secrets');
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

describe.each(shells.map((shell) => ({ name: shell.join(' '), shell })))(
  'in $name',
  ({ shell }) => {
    describe('create-secrets.sh', () => {
      const script = render('deploy/create-secrets.sh');
      const create = (env: Record<string, string> = {}, ...args: string[]) =>
        runScript(shell, [script, ...args], { SECRETS_DIR: directory, ...env });

      test('makes random files, says what somebody else may decide on, and never over what is there', () => {
        const { status, stdout, stderr } = create();
        expect([status, stdout]).toEqual([
          0,
          'created  secret_key (random)\ncreated  db_password (random)\ncreated  smtp_token (empty: optional)\n',
        ]);
        expect(stderr).toBe(
          `These are random now. That is right for a database that this stack makes; where somebody else decides\n(a database that is there already, the Platform's, a provider), write the real value into the file:\n  ${directory}/db_password\n`,
        );
        expect(content('secret_key')).toMatch(/^[0-9a-f]{64}\n$/);
        expect(content('secret_key')).not.toBe(content('db_password'));
        expect(content('smtp_token')).toBe('\n');
        expect([modes(), statSync(directory).mode & 0o777]).toEqual([[0o400, 0o400, 0o400], 0o711]);
        const before = content('secret_key');
        expect(create({ SECRET_KEY: 'another' }).stdout).toBe(
          'kept     secret_key\nkept     db_password\nkept     smtp_token\n',
        );
        expect(content('secret_key')).toBe(before);
      });

      test('takes the values of variables, as they are, and prints none', () => {
        const DB_PASSWORD = ' pl4nted $HOME "x" \\n%s';
        const { stdout, stderr } = create({ DB_PASSWORD }, '--dir', directory, '--uid', uid);
        expect(content('db_password')).toBe(`${DB_PASSWORD}\n`);
        expect(stdout).toContain('created  db_password (from the variable DB_PASSWORD)\n');
        expect(stdout + stderr).not.toContain('pl4nted');
      });

      test('asks for the user where nobody knows it', () => {
        const { status, stderr } = runScript(shell, [render('deploy/create-secrets.sh', '?')], {
          SECRETS_DIR: directory,
        });
        expect([status, stderr]).toEqual([
          1,
          'create-secrets.sh: which user reads secret_key? Give --uid; this tells it: docker compose run --rm --entrypoint id SERVICE -u\n',
        ]);
      });

      test('has --help, and refuses what it does not know', () => {
        expect(create({}, '--help')).toMatchObject({
          status: 0,
          stdout: expect.stringContaining('secrets: secret_key db_password smtp_token\n') as string,
        });
        expect(create({}, '--uid', 'root').stderr).toBe(
          'create-secrets.sh: --uid root: a number is wanted\n',
        );
        expect(create({}, '--dir').stderr).toBe('create-secrets.sh: --dir needs a value\n');
        expect(create({}, 'x').stderr).toBe('create-secrets.sh: unknown argument x; see --help\n');
      });

      test('ends where nobody reads its help', () => {
        expect(helpIntoNothing(shell, script)).toBe('ended');
      });
    });

    describe.each([
      [
        'aws',
        'secretsmanager get-secret-value --secret-id rally/secret_key --query SecretString --output text',
      ],
      ['vault', 'kv get -field=secret_key secret/rally'],
    ])('secrets-from-%s.sh', (program, asked) => {
      const script = render(`deploy/secrets-from-${program}.sh`);
      /** A stand-in for the provider's own program, which notes what it is asked. */
      const fetch = (answer: string) => {
        const bin = mkdtempSync(join(root, 'bin-'));
        const stub = join(bin, program);
        writeFileSync(stub, `#!/bin/sh\necho "$*" >>'${bin}/asked'\n${answer}\n`);
        chmodSync(stub, 0o755);
        const PATH = `${bin}:${process.env.PATH ?? ''}`;
        const ran = runScript(shell, [script], { SECRETS_DIR: directory, PATH });
        return { ...ran, asked: readFileSync(`${bin}/asked`, 'utf8').split('\n')[0] };
      };

      test('writes what it fetches, also over older values', () => {
        fetch('echo older');
        const { status, stdout, asked: question } = fetch('echo pl4nted');
        expect([status, stdout, question]).toEqual([
          0,
          'written  secret_key\nwritten  db_password\nwritten  smtp_token\n',
          asked,
        ]);
        expect(content('db_password')).toBe('pl4nted\n');
        expect(modes()).toEqual([0o400, 0o400, 0o400]);
      });

      test('ends where nobody reads its help', () => {
        expect(helpIntoNothing(shell, script)).toBe('ended');
      });

      test('keeps what is there where it gets nothing', () => {
        fetch('echo older');
        expect(fetch('exit 3')).toMatchObject({
          status: 1,
          stderr: `secrets-from-${program}.sh: secret_key cannot be fetched; nothing of it was written\n`,
        });
        expect(fetch(':').stderr).toBe(
          `secrets-from-${program}.sh: secret_key is empty there; nothing of it was written\n`,
        );
        expect(content('secret_key')).toBe('older\n');
        expect(readdirSync(directory)).toHaveLength(3);
      });
    });
  },
);
