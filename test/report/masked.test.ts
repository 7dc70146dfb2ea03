import { maskOf } from '../../src/report/masked.js';
import type { Literal } from '../../src/rules/secrets/literals.js';

const looksLike = (line: string): string => maskOf([])(line, 'compose.prod.yml');

test.each([
  ['      POSTGRES_PASSWORD: hunter2', '      POSTGRES_PASSWORD: ****'],
  ['+      API_TOKEN: "abc def" # x', '+      API_TOKEN: "****" # x'],
  ["      - SECRET_KEY=s3cr3t'", "      - SECRET_KEY=****'"],
  ['ENV JWT_SECRET=abc', 'ENV JWT_SECRET=****'],
  ['  KEY_SECRET: ${KEY_SECRET:-abc}', '  KEY_SECRET: ${KEY_SECRET:-****}'],
  ['  "API_KEY": "abc",', '  "API_KEY": "****",'],
  [
    'PASSWORD: str = os.getenv("DB_PASSWORD", "hunter2")',
    'PASSWORD: str = os.getenv("DB_PASSWORD", "****")',
  ],
  [`  command: sh -c 'API_KEY="hunter2" run'`, `  command: sh -c 'API_KEY="****" run'`],
  ['SECRET_KEY: str = "hunter2"', 'SECRET_KEY: str = "****"'],
  ['uri: postgresql://me:hunter2@db/x', 'uri: postgresql://me:****@db/x'],
  ['DATABASE_URL: postgresql://me:hunter2@db/x', 'DATABASE_URL: postgresql://me:****@db/x'],
])('%s', (line, shown) => {
  expect(looksLike(line)).toBe(shown);
});

test.each([
  '      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD}',
  '      - API_TOKEN=${API_TOKEN:-}',
  '      DB_PASSWORD_FILE: /run/secrets/x',
  '      VOMIT_PENALTY: -10',
  '    token: str',
  '# POSTGRES_PASSWORD=change-me',
  'the machine has no token: `docker login ghcr.io` asks for it',
  '# Secret: DATABASE_URL has the password in it.',
  'POSTGRES_USER: postgres',
  '          persist-credentials: false',
  '          POSTGRES_PASSWORD: postgres',
  '      DATABASE_URL: postgresql://postgres:postgres@127.0.0.1:5432/postgres',
  'url: http://localhost:8003/x@y',
  '      ENABLE_RALLY: "True"',
  '      SECRET_KEY: null',
  String.raw`  printf 'secrets:%s\n' " secret_key"`,
  '      SECRET_KEY: ~',
  '(section == "secrets:" || section == "configs:") && $1 == "file:"',
])('%s stays', (line) => {
  expect(looksLike(line)).toBe(line);
});

describe('secrets that are known', () => {
  const literal = (name: string, value: string): Literal => ({
    file: 'compose.prod.yml',
    line: 1,
    column: 1,
    name,
    value,
    owner: 'api',
    site: { kind: 'workflow', route: [], text: value, job: undefined, action: undefined },
  });

  test('one that can be nothing else is hidden everywhere', () => {
    const mask = maskOf([literal('X', 'hunter2-hunter2'), literal('URL', 'amqp://u:pa55w0rd!@h')]);
    expect(mask('see hunter2-hunter2 and pa55w0rd!', 'README.md')).toBe('see **** and ****');
  });

  test('a word is hidden behind its name and in its file only', () => {
    const mask = maskOf([literal('X_KEY_BASE', 'postgres')]);
    expect(mask('  X_KEY_BASE: postgres # postgres', 'compose.prod.yml')).toBe(
      '  X_KEY_BASE: **** # ****',
    );
    expect(mask('  image: postgres:15', 'compose.prod.yml')).toBe('  image: postgres:15');
    expect(mask('X_KEY_BASE: postgres', 'other.yml')).toBe('X_KEY_BASE: postgres');
  });

  test('lines of a longer one', () => {
    const mask = maskOf([literal('PEM', '-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMG\nab\n')]);
    expect(mask('        MIGHAgEAMBMG', 'x.yml')).toBe('        ****');
    expect(mask('      ab', 'x.yml')).toBe('      ab');
  });
});
