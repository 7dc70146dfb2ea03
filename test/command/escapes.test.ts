import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyTree, readTree, removeTrees } from '../tree.js';
import { rallyExt } from './rally-ext.js';

/** Clears the screen, sets the window's title, in the long and the one-byte form; turns the text. */
const EVIL = '\x1b[2J\x1b]0;owned\x07\x9b2J\u202e';
const SPELLED = '\\x1b[2J\\x1b]0;owned\\x07\\x9b2J\\u202e';
// eslint-disable-next-line no-control-regex -- these are what must not be there
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/;

afterAll(removeTrees);

/** The sample with such text in every place that a report may quote. */
function hostileCopy(): string {
  const root = copyTree('examples/tombola');
  const manifest = JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8')) as object;
  const named = { ...manifest, version: `1${EVIL}`, [`key${EVIL}`]: EVIL, scopes: [EVIL] };
  writeFileSync(join(root, 'manifest.json'), JSON.stringify(named));
  renameSync(join(root, 'api-tombola'), join(root, `api-tom${EVIL}\nbola`));
  symlinkSync('/etc/passwd', join(root, `Dockerfile.${EVIL}`));
  mkdirSync(join(root, `web-${EVIL}`));
  const compose = join(root, 'compose.override.prod.yml');
  const text = readFileSync(compose, 'utf8').replaceAll('image: ghcr.io/', `image: "${quoted()}"#`);
  writeFileSync(compose, `${text}  "api_${quoted()}":\n    build: ./${quoted()}\n    colour: x\n`);
  writeFileSync(join(root, `compose.override.${EVIL}.yml`), 'services: [\n');
  return root;
}

/** The same characters in the escapes of YAML: valid text that means them. */
function quoted(): string {
  return '\\e[2J\\x9b2J\\u202e\\n';
}

describe('control characters in what is quoted', () => {
  it.each([
    'audit',
    'audit --format json',
    'harden --dry-run',
    'harden --dry-run --format json',
    'harden --yes',
  ])('are spelled out by %s', (line) => {
    const root = hostileCopy();
    const { out, err } = rallyExt([...line.split(' '), root]);
    expect(out.length).toBeGreaterThan(500);
    expect(CONTROL.exec(out + err)).toBeNull();
    expect(err).toContain(`left out Dockerfile.${SPELLED}:1:1 is a symbolic link out`);
  });

  it('are spelled out in the one line of bad input and bad usage', () => {
    const bad = rallyExt(['audit', `/nowhere/${EVIL}\n`]);
    expect(bad.err).toContain(SPELLED);
    expect(CONTROL.exec(bad.err)).toBeNull();
    const usage = rallyExt(['explain', `${EVIL}\n`]);
    expect(usage.err).toContain(`there is no rule "${SPELLED}\\n"`);
    expect(usage.err.split('\n')).toHaveLength(2);
  });

  it('are written to files as they are', () => {
    const root = hostileCopy();
    const main = join(root, `api-tom${EVIL}\nbola`, 'app/main.py');
    const text = `${readFileSync(main, 'utf8')}# ${EVIL}\n`;
    writeFileSync(main, text);
    const { out } = rallyExt(['harden', root, '--yes', '--only', 'health-endpoint']);
    expect(out).toContain(`written api-tom${SPELLED}\\nbola/app/main.py\n`);
    expect(readTree(root)[`api-tom${EVIL}\nbola/app/main.py`]).toContain(`# ${EVIL}\n`);
  });

  it('are spelled out in the question about files that git does not hold', () => {
    const root = hostileCopy();
    spawnSync('git', ['init', '-q'], { cwd: root });
    const { err, code } = rallyExt(['harden', root, '--yes']);
    expect(err).toContain(
      `uncommitted changes in .gitignore, api-tom${SPELLED}\\nbola/app/main.py, `,
    );
    expect(code).toBe(2);
  });
});
