import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTree, removeTrees, writeTree } from '../tree.js';
import { rallyExt } from './rally-ext.js';

/** Values that stand in the repository, and that must come out nowhere. */
const PLANTED = ['Planted-In-Code-7', 'Planted-In-Compose-8', 'Planted-By-Hand-9'];

const files = {
  'manifest.json': '{ "name": "rally", "version": "1.0.0" }\n',
  'api-rally/app/config.py': `import os

PASSWORD = os.getenv("POSTGRES_PASSWORD", "Planted-In-Code-7")
PENALTY = int(os.getenv("VOMIT_PENALTY", "-10"))
TOKEN = os.getenv("API_TOKEN")
`,
  'compose.prod.yml': `services:
  api_rally:
    image: ghcr.io/x/api-rally:1.0.0
    environment:
      POSTGRES_PASSWORD: \${POSTGRES_PASSWORD}
      API_TOKEN: Planted-In-Compose-8
`,
  '.gitignore': '.env*\n',
};

afterEach(removeTrees);

function git(root: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=x', '-c', 'user.email=x@example.org'];
  return spawnSync('git', [...identity, ...args], { cwd: root, encoding: 'utf8' }).stdout;
}

function committed(): string {
  const root = writeTree(files);
  git(root, 'init', '-q');
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'all');
  return root;
}

test('env lists the variables, passes them on and lets git see the template', () => {
  const root = committed();
  const { code, out } = rallyExt(['env', root, '--yes']);
  expect(code).toBe(0);
  expect(out).toContain('written .env.production.example');
  expect(git(root, 'status', '--short')).toBe(
    ' M .gitignore\n M compose.prod.yml\n?? .env.production.example\n',
  );
  expect(git(root, 'check-ignore', '.env.production', '.env.production.example')).toBe(
    '.env.production\n',
  );
  expect(readFileSync(join(root, 'compose.prod.yml'), 'utf8')).toContain(
    '      VOMIT_PENALTY: ${VOMIT_PENALTY:--10}\n',
  );
  git(root, 'add', '-A');
  git(root, 'commit', '-qm', 'env');
  const again = rallyExt(['env', root, '--yes']);
  expect(again.code).toBe(0);
  expect(again.out).toContain('nothing to change');
  expect(git(root, 'status', '--short')).toBe('');
});

test('env --check names what is wrong, and exits with 1', () => {
  const root = committed();
  rallyExt(['env', root, '--yes']);
  const real = join(root, '.env.production');
  writeFileSync(real, 'POSTGRES_PASSWORD=change-me\nEXTRA=Planted-By-Hand-9\nVOMIT_PENALTY=\n');
  expect(rallyExt(['env', root, '--check'])).toEqual({
    code: 1,
    out: `.env.production:1:1 POSTGRES_PASSWORD is still a placeholder.
.env.production:2:1 EXTRA is set, and .env.production.example does not know it.
.env.production:3:1 VOMIT_PENALTY is empty.
`,
    err: '',
  });
  const { out } = rallyExt(['env', root, '--check', '--format', 'json']);
  expect(JSON.parse(out)).toEqual({
    file: '.env.production',
    template: '.env.production.example',
    problems: [
      { kind: 'placeholder', name: 'POSTGRES_PASSWORD', line: 1 },
      { kind: 'unknown', name: 'EXTRA', line: 2 },
      { kind: 'empty', name: 'VOMIT_PENALTY', line: 3 },
    ],
  });
  writeFileSync(real, 'POSTGRES_PASSWORD=Planted-By-Hand-9\nVOMIT_PENALTY=-3\n');
  expect(rallyExt(['env', root, '--check'])).toEqual({
    code: 0,
    out: '.env.production has all that .env.production.example asks for\n',
    err: '',
  });
});

test('env --check says what it lacks to compare', () => {
  const root = committed();
  expect(rallyExt(['env', root, '--check'])).toEqual({
    code: 2,
    out: '',
    err: 'rally-ext: there is no .env.production.example to compare with: rally-ext env writes one\n',
  });
  rallyExt(['env', root, '--yes']);
  expect(rallyExt(['env', root, '--check', '--file', 'live.env'])).toEqual({
    code: 2,
    out: '',
    err: 'rally-ext: live.env cannot be read: it or its directory does not exist\n',
  });
});

test('a value of a secret comes out nowhere', () => {
  const root = committed();
  const said = [
    rallyExt(['audit', root]),
    rallyExt(['audit', root, '--format', 'json']),
    rallyExt(['env', root, '--dry-run', '--format', 'json']),
    rallyExt(['env', root, '--yes']),
  ];
  writeFileSync(
    join(root, '.env.production'),
    `POSTGRES_PASSWORD=Planted-By-Hand-9\nX='Planted-By-Hand-9\n`,
  );
  said.push(
    rallyExt(['audit', root]),
    rallyExt(['harden', root, '--dry-run', '--format', 'json']),
    rallyExt(['env', root, '--check']),
    rallyExt(['env', root, '--check', '--format', 'json']),
  );
  for (const value of PLANTED) {
    for (const { out, err } of said) expect(out + err).not.toContain(value);
    expect(readTree(root)['.env.production.example']).not.toContain(value);
  }
});
