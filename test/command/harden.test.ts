import { execFileSync } from 'node:child_process';
import { chmodSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diffLines } from 'diff';
import { copyTree, readTree, removeTrees, writeTree } from '../tree.js';
import { rallyExt } from './rally-ext.js';

const sample = 'examples/tombola';

afterAll(removeTrees);

describe('rally-ext harden', () => {
  it('only adds lines, except for the flag, the version and the dependency list it converts', () => {
    const copy = copyTree(sample);
    const before = readTree(copy);
    expect(rallyExt(['harden', copy, '--yes']).code).toBe(0);
    const after = readTree(copy);
    const file = 'compose.override.prod.yml';
    expect(linesMissing(before[file], after[file])).toEqual([
      'version: "3.9"',
      "      ENABLE_GALA: 'True'",
      '      - db_pg',
    ]);
    const main = 'api-tombola/app/main.py';
    expect(linesMissing(before[main], after[main])).toEqual([]);
    expect(after[main]?.indexOf('@app.get("/health")')).toBeLessThan(
      after[main]?.indexOf('__main__') ?? 0,
    );
    const touched = Object.keys(before).filter((path) => after[path] !== before[path]);
    expect(touched.sort()).toEqual([
      '.gitignore',
      'api-tombola/app/main.py',
      'compose.override.prod.yml',
      'compose.override.yml',
    ]);
  });

  it('changes nothing the second time', () => {
    const copy = copyTree(sample);
    rallyExt(['harden', copy, '--yes']);
    const once = readTree(copy);
    const second = rallyExt(['harden', copy, '--yes']);
    expect(second.code).toBe(0);
    expect(readTree(copy)).toEqual(once);
    expect(rallyExt(['harden', copy, '--check']).code).toBe(0);
  });

  it('lists what is left of the rules it is limited to, and counts the others', () => {
    const files = {
      'manifest.json': '{ "name": "rally", "version": "1.0.0" }\n',
      'compose.override.prod.yml':
        'services:\n  api_rally:\n    image: ghcr.io/x/api-rally:1\n    restart: always\n',
    };
    const copy = writeTree(files);
    const flags = ['--yes', '--no-color', '--only', 'compose-logging,compose-healthcheck'];
    const { out } = rallyExt(['harden', copy, ...flags]);
    const [, report] = out.split('written compose.override.prod.yml\n');
    expect(report).toMatch(
      new RegExp(
        '^score \\d\\.\\d / 10 → \\d\\.\\d / 10\\n' +
          ' {2}Compose {2}\\d\\.\\d → \\d\\.\\d\\n' +
          '\\nleft for you\\n {2}compose-healthcheck: compose\\.override\\.prod\\.yml:2:3 [^\\n]+\\n' +
          '\\n\\d+ other rules fail: see rally-ext audit\\n$',
      ),
    );
  });

  it('writes nothing and exits 1 with --check where something would change', () => {
    const copy = copyTree(sample);
    const before = readTree(copy);
    const { code, out } = rallyExt(['harden', copy, '--check']);
    expect(code).toBe(1);
    expect(out).toContain("+      ENABLE_TOMBOLA: 'True'\n");
    expect(readTree(copy)).toEqual(before);
  });

  it('refuses to write without --yes where nobody can be asked', () => {
    const copy = copyTree(sample);
    const before = readTree(copy);
    const { code, err } = rallyExt(['harden', copy]);
    expect(code).toBe(2);
    expect(err).toBe(
      'rally-ext: nobody is here to confirm: pass --yes to write, --dry-run to only look\n',
    );
    expect(readTree(copy)).toEqual(before);
  });

  it('refuses files with uncommitted changes unless --force is given', () => {
    const copy = copyTree(sample);
    git(copy, 'init', '-q');
    git(copy, 'add', '.');
    git(copy, '-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '-qm', 'start');
    const compose = join(copy, 'compose.override.prod.yml');
    writeFileSync(compose, `${readTree(copy)['compose.override.prod.yml'] ?? ''}# mine\n`);
    const refused = rallyExt(['harden', copy, '--yes']);
    expect(refused.code).toBe(2);
    expect(refused.err).toBe(
      'rally-ext: uncommitted changes in compose.override.prod.yml: commit or stash them, or pass --force\n',
    );
    expect(rallyExt(['harden', copy, '--yes', '--force']).code).toBe(0);
    expect(readTree(copy)['compose.override.prod.yml']).toContain('# mine\n');
  });

  it('says which rules --review goes on with, until it is asked for', () => {
    const copy = writeTree({
      'manifest.json': '{ "name": "rally", "api": { "port": 8003 } }\n',
      'api-rally/Dockerfile': 'FROM python:3.12-slim\nCOPY . .\nCMD ["uvicorn", "main:app"]\n',
      'compose.prod.yml':
        'services:\n  api_rally:\n    image: ghcr.io/x/api\n    environment:\n      SECRET_KEY: ${SECRET_KEY}\n',
    });
    const hint = 'harden --review goes on with:';
    expect(rallyExt(['harden', copy, '--dry-run']).out).toContain(
      `\n${hint} image-non-root, secrets-from-files\n`,
    );
    expect(rallyExt(['harden', copy, '--dry-run', '--review']).out).not.toContain(hint);
  });

  it('keeps the mode of a file it writes', () => {
    const copy = copyTree(sample);
    chmodSync(join(copy, 'compose.override.prod.yml'), 0o640);
    rallyExt(['harden', copy, '--yes']);
    expect(statSync(join(copy, 'compose.override.prod.yml')).mode & 0o7777).toBe(0o640);
  });

  it('leaves a read-only file alone, says so, and does everything else', () => {
    const copy = copyTree(sample);
    chmodSync(join(copy, 'compose.override.yml'), 0o444);
    const before = readTree(copy);
    const { code, out } = rallyExt(['harden', copy, '--yes']);
    expect(code).toBe(0);
    expect(out).toContain('left alone compose.override.yml:1:1\n');
    const after = readTree(copy);
    expect(after['compose.override.yml']).toBe(before['compose.override.yml']);
    expect(after['compose.override.prod.yml']).not.toBe(before['compose.override.prod.yml']);
  });

  it('never follows a link out of the extension', () => {
    const copy = copyTree(sample);
    const outside = writeTree({ 'compose.yml': 'version: "3"\nservices: {}\n' });
    symlinkSync(join(outside, 'compose.yml'), join(copy, 'compose.staging.yml'));
    const { code, err } = rallyExt(['harden', copy, '--yes']);
    expect(code).toBe(0);
    expect(err).toMatch(
      /^rally-ext: left out compose\.staging\.yml:1:1 [^\n]*symbolic link[^\n]*\n$/,
    );
    expect(readTree(outside)).toEqual({ 'compose.yml': 'version: "3"\nservices: {}\n' });
  });

  it('adds no healthcheck for an endpoint that it could not add', () => {
    const copy = copyTree(sample);
    const main = join(copy, 'api-tombola/app/main.py');
    writeFileSync(main, `def broken(:\n${readTree(copy)['api-tombola/app/main.py'] ?? ''}`);
    const before = readTree(copy);
    const { code, out } = rallyExt(['harden', copy, '--yes']);
    expect(code).toBe(0);
    expect(out).toContain('left alone api-tombola/app/main.py:1:12\n');
    const after = readTree(copy);
    expect(after['api-tombola/app/main.py']).toBe(before['api-tombola/app/main.py']);
    expect(after['compose.override.prod.yml']).not.toContain('/health');
    expect(after['compose.override.prod.yml']).toContain('logging:');
  });

  it('leaves a compose file with duplicate keys alone and does the others', () => {
    const broken = 'services:\n  a:\n    image: x\n  a:\n    image: y\n';
    const copy = copyTree(sample);
    writeFileSync(join(copy, 'compose.staging.yml'), broken);
    const { code, out } = rallyExt(['harden', copy, '--yes']);
    expect(code).toBe(0);
    expect(out).toContain(
      'compose.staging.yml:4:3 The file is not valid YAML: the key a is there twice.',
    );
    expect(readTree(copy)['compose.staging.yml']).toBe(broken);
    expect(readTree(copy)['compose.override.prod.yml']).toContain('healthcheck:');
  });
});

function git(cwd: string, ...args: string[]): void {
  execFileSync('git', args, { cwd });
}

/** The lines of `before` that a line diff to `after` removes, blank ones left out. */
function linesMissing(before = '', after = ''): string[] {
  return diffLines(before, after)
    .filter((part) => part.removed)
    .flatMap((part) => part.value.split('\n'))
    .filter((line) => line !== '');
}
