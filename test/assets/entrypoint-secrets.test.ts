import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderTemplate } from '../../src/assets/template.js';
import { runScript, shells } from './shell.js';

const directory = mkdtempSync(join(tmpdir(), 'secrets-'));
const script = join(directory, 'entrypoint-secrets.sh');
const secrets = join(directory, 'secrets');
// /run/secrets/ belongs to root: the script is tested with the place of these tests in it.
writeFileSync(
  script,
  renderTemplate('api/entrypoint-secrets.sh', {}).replaceAll('/run/secrets/', `${secrets}-`),
);
const secret = (name: string, text: string | Buffer, mode = 0o600): string => {
  const path = `${secrets}-${name}`;
  writeFileSync(path, text, { mode });
  return path;
};
const print = (name: string): string[] => ['sh', '-c', `printf '<%s>' "\${${name}-unset}"`];

afterAll(() => {
  rmSync(directory, { recursive: true });
});

test('there is a shell to test with', () => {
  expect(shells.length).toBeGreaterThan(0);
});

describe.each(shells.map((shell) => ({ name: shell.join(' '), shell })))(
  'in $name',
  ({ shell }) => {
    const start = (env: Record<string, string>, ...args: string[]) =>
      runScript(shell, [script, ...args], env);

    test('a variable gets the content of its file, without the newline at its end', () => {
      const text = ' p4ss $HOME `id` "q" \'s\' \\n%s\nsecond line ';
      const PW_FILE = secret('pw', `${text}\n`);
      expect(start({ PW_FILE }, ...print('PW'))).toMatchObject({
        status: 0,
        stdout: `<${text}>`,
        stderr: '',
      });
      expect(start({ PW_FILE }, ...print('PW_FILE')).stdout).toBe('<unset>');
    });

    test('several variables, and an empty file', () => {
      const env = {
        A_FILE: secret('a', 'one'),
        B_2_FILE: secret('b', 'two\n'),
        C_FILE: secret('c', ''),
      };
      const show = ['sh', '-c', 'echo "$A $B_2 ${C+set}"'];
      expect(start(env, ...show).stdout).toBe('one two set\n');
    });

    test('what is no secret file stays: other paths, other names, lines of another value', () => {
      const value = secret('x', 'x');
      const env = {
        SSL_CERT_FILE: '/etc/ssl/ca.pem',
        LOG_FILE: '',
        PATHS: `a\nFAKE_FILE=${value}`,
      };
      expect(
        start(env, 'sh', '-c', 'echo "$SSL_CERT_FILE,$LOG_FILE,${FAKE-no},${SSL_CERT-no}"').stdout,
      ).toBe('/etc/ssl/ca.pem,,no,no\n');
    });

    test('the program gets its arguments as they are, and its exit code is the one', () => {
      expect(
        start({}, 'sh', '-c', 'printf "<%s>" "$@"; exit 7', 'x', 'a b', '', '*'),
      ).toMatchObject({
        status: 7,
        stdout: '<a b><><*>',
        stderr: '',
      });
    });

    test('the program takes the place of the script', () => {
      const { pid, stdout } = start({}, 'sh', '-c', 'echo $$');
      expect(stdout).toBe(`${pid}\n`);
    });

    test('variables of the script do not reach the program', () => {
      expect(start({ PW_FILE: secret('v', 'v') }, 'env').stdout).not.toMatch(/^secret_/m);
    });

    test.each([
      [
        'both are given',
        { PW: 'plain', PW_FILE: secret('both', 'file') },
        'both PW and PW_FILE are given: leave one of them out',
      ],
      [
        'the file is missing',
        { PW_FILE: `${secrets}-none` },
        `PW_FILE: there is no file ${secrets}-none`,
      ],
      [
        'it is a directory, as Docker makes for a file that was missing',
        { PW_FILE: `${secrets}-/../.` },
        `PW_FILE: there is no file ${secrets}-/../.`,
      ],
    ])('it fails and starts nothing where %s', (_, env: Record<string, string>, message) => {
      expect(start(env, 'echo', 'started')).toMatchObject({
        status: 1,
        stdout: '',
        stderr: `entrypoint-secrets.sh: ${message}\n`,
      });
    });

    test('it fails where there is nothing to start', () => {
      expect(start({}).stderr).toBe(
        'entrypoint-secrets.sh: there is no program to start: the image has no CMD\n',
      );
    });

    test('no value is in a message', () => {
      const { stderr } = start(
        { PW: 'planted-1', PW_FILE: secret('planted', 'planted-2') },
        'true',
      );
      expect(stderr).not.toContain('planted-');
    });
  },
);
