import { masked } from '../../src/report/masked.js';

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
  ['SECRET_KEY: str = "hunter2"', 'SECRET_KEY: str = "****"'],
  ['uri: postgresql://me:hunter2@db/x', 'uri: postgresql://me:****@db/x'],
])('%s', (line, shown) => {
  expect(masked(line)).toBe(shown);
});

test.each([
  '      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD}',
  '      - API_TOKEN=${API_TOKEN:-}',
  '      DB_PASSWORD_FILE: /run/secrets/x',
  '      VOMIT_PENALTY: -10',
  '    token: str',
  '# POSTGRES_PASSWORD=change-me',
  'POSTGRES_USER: postgres',
  'url: http://localhost:8003/x@y',
  '      ENABLE_RALLY: "True"',
])('%s stays', (line) => {
  expect(masked(line)).toBe(line);
});
