import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { program } from '../command/rally-ext.js';
import { migrationApp } from './migration-apps.js';
import { copyTree, readTree, removeTrees, writeTree } from '../tree.js';

type Step = readonly [shown: string, keys: string];

interface Session {
  readonly code: number;
  readonly shown: string;
}

const yo = join(dirname(createRequire(import.meta.url).resolve('yo/package.json')), 'lib/cli.js');
/** `yo` gives up root, so as root everything is run as somebody who may do little. */
const isRoot = process.getuid?.() === 0;
const [CTRL_C, CTRL_D, ENTER, ERASE_LINE] = ['\x03', '\x04', '\r', '\x15'];

/** Why this cannot run here, if it cannot. */
function obstacle(): string | undefined {
  if (spawnSync('python3', ['-c', 'import pty']).status !== 0)
    return 'there is no python3 with pty';
  if (!isRoot) return undefined;
  const reads = spawnSync('runuser', [
    '-u',
    'nobody',
    '--',
    process.execPath,
    program,
    '--version',
  ]);
  return reads.status === 0 ? undefined : 'root cannot run it as the user nobody';
}

const reason = obstacle();
if (reason !== undefined) console.warn(`terminal tests cannot run: ${reason}`);
const inTerminal = reason === undefined ? it : it.skip;

afterAll(removeTrees);

function extension(): string {
  const root = copyTree('examples/tombola');
  if (isRoot) execFileSync('chown', ['-R', 'nobody', root]);
  return root;
}

function emptyFolder(files: Readonly<Record<string, string>> = {}): string {
  const root = writeTree(files);
  if (isRoot) execFileSync('chown', ['-R', 'nobody', root]);
  return root;
}

function session(root: string, steps: readonly Step[], ...args: readonly string[]): Session {
  const home = writeTree();
  const modules = join(home, 'node_modules');
  mkdirSync(modules);
  symlinkSync(resolve('.'), join(modules, 'generator-rally-ext'));
  if (isRoot) execFileSync('chown', ['-R', '-h', 'nobody', home]);
  const user = isRoot ? ['runuser', '-u', 'nobody', '--'] : [];
  const program = args[0] === 'env' ? [] : [process.execPath];
  const command = [...user, 'env', `HOME=${home}`, `NODE_PATH=${modules}`, ...program, ...args];
  const driver = [resolve('test/tools/terminal.py'), root, JSON.stringify(steps), ...command];
  return JSON.parse(execFileSync('python3', driver, { encoding: 'utf8' })) as Session;
}

const harden = [yo, '--no-insight', 'rally-ext:harden'];
const answers: readonly Step[] = [
  ['Which fixes', ENTER],
  ['CPU limit of api', ENTER],
  ['Memory limit of api', ENTER],
  ['CPU limit of web', ENTER],
  ['Memory limit of web', ENTER],
  ['health endpoint', ENTER],
  ['Processors', ENTER],
  ['How are releases made', ENTER],
];
const STOPPED = 'rally-ext: stopped, nothing was written\r\n';

describe('in a terminal', () => {
  inTerminal('yo rally-ext:harden asks, shows the diff, and writes after a yes', () => {
    const root = extension();
    const { code, shown } = session(root, [...answers, ['[y/N]', `y${ENTER}`]], ...harden);
    expect(shown).toContain('written');
    expect(code).toBe(0);
    expect(readTree(root)['compose.override.prod.yml']).toContain('    healthcheck:\n');
    expect(readTree(root)['.yo-rc.json']).toContain('"memory:api_tombola": "512M"');
  });

  inTerminal('yo rally-ext:harden writes the same for Enter everywhere as with --yes', () => {
    const [asked, unasked] = [extension(), extension()];
    session(asked, [...answers, ['[y/N]', `y${ENTER}`]], ...harden);
    expect(session(unasked, [], ...harden, '--yes').code).toBe(0);
    const kept = { '.yo-rc.json': expect.any(String) as unknown };
    expect(readTree(asked)).toEqual({ ...readTree(unasked), ...kept });
  });

  inTerminal(
    'a "no" at the last question of yo leaves nothing behind, not even the answers',
    () => {
      const root = extension();
      const before = readTree(root);
      const { code, shown } = session(root, [...answers, ['[y/N]', ENTER]], ...harden);
      expect(shown.endsWith('rally-ext: nothing was written\r\n')).toBe(true);
      expect(code).toBe(0);
      expect(readTree(root)).toEqual(before);
    },
  );

  inTerminal('yo rally-ext:harden does not ask what a flag says', () => {
    const root = extension();
    const flags = ['--only', 'compose-healthcheck', '--health-path', '/alive'];
    const steps: readonly Step[] = [
      ['Which fixes', ENTER],
      ['[y/N]', `y${ENTER}`],
    ];
    const { code } = session(root, steps, ...harden, ...flags);
    expect(code).toBe(0);
    expect(readTree(root)['api-tombola/app/main.py']).toContain('"/alive"');
  });

  inTerminal('nothing is coloured with NO_COLOR or on a terminal that can show no colours', () => {
    const coloured = '\x1b[3';
    const audit = (...env: readonly string[]): string =>
      session(extension(), [], 'env', ...env, process.execPath, program, 'audit').shown;
    expect(audit('TERM=xterm', 'NO_COLOR=')).toContain(coloured);
    expect(audit('TERM=xterm', 'NO_COLOR=1')).not.toContain(coloured);
    expect(audit('TERM=dumb')).not.toContain(coloured);
  });

  inTerminal('yo shows and keeps no value of a secret', () => {
    const root = extension();
    const file = join(root, 'compose.override.prod.yml');
    const planted = readTree(root)['compose.override.prod.yml']?.replace(
      '    environment:\n',
      '    environment:\n      API_TOKEN: pl4nted-plain\n',
    );
    writeFileSync(file, planted ?? '');
    const { code, shown } = session(root, [...answers, ['[y/N]', `y${ENTER}`]], ...harden);
    expect(code).toBe(0);
    expect(shown).toContain('API_TOKEN: ****');
    expect(shown).not.toContain('pl4nted');
    const holding = Object.entries(readTree(root)).filter(([, text]) => text.includes('pl4nted'));
    expect(holding.map(([path]) => path)).toEqual(['compose.override.prod.yml']);
    expect(readTree(root)['.yo-rc.json']).toContain('memory:api_tombola');
  });

  inTerminal('Ctrl-C at a prompt of yo or at the last question stops with 130', () => {
    const root = extension();
    const before = readTree(root);
    for (const steps of [[['Which fixes', CTRL_C]], [...answers, ['[y/N]', CTRL_C]]] as Step[][]) {
      const { code, shown } = session(root, steps, ...harden);
      expect(shown.endsWith(STOPPED)).toBe(true);
      expect(code).toBe(130);
      expect(readTree(root)).toEqual(before);
    }
  });

  inTerminal('rally-ext harden takes Ctrl-C for a stop, Ctrl-D and Enter for a no', () => {
    const root = extension();
    const before = readTree(root);
    const stopped = session(root, [['[y/N]', CTRL_C]], program, 'harden');
    expect(stopped.shown.endsWith(STOPPED)).toBe(true);
    expect(stopped.code).toBe(130);
    for (const keys of [CTRL_D, ENTER]) {
      const { code, shown } = session(root, [['[y/N]', keys]], program, 'harden');
      expect(shown.endsWith('rally-ext: nothing was written\r\n')).toBe(true);
      expect(code).toBe(0);
    }
    expect(readTree(root)).toEqual(before);
  });

  inTerminal(
    'rally-ext harden --review asks before it runs their code, once all else is written',
    () => {
      const question = 'Let Alembic make the first migration of api-quiz now?';
      const args = [program, 'harden', '--review', '--only', 'alembic-configured,alembic-baseline'];
      const env = 'api-quiz/alembic/env.py';
      const write: Step = ['Write', `y${ENTER}`];
      const answered = (keys: string): { root: string; code: number; shown: string } => {
        const root = emptyFolder(migrationApp({ isAsync: false, schema: undefined }));
        return { root, ...session(root, [write, [question, keys]], ...args) };
      };

      const no = answered(`n${ENTER}`);
      expect(no.code).toBe(0);
      expect(no.shown).toContain('make the first one with "rally-ext alembic --autogenerate"');
      expect(readTree(no.root)[env]).toBeDefined();

      const stopped = answered(CTRL_C);
      expect(stopped.shown.endsWith('stopped; what was written before stays\r\n')).toBe(true);
      expect(stopped.code).toBe(130);
      expect(readTree(stopped.root)[env]).toBeDefined();
    },
  );

  const app = [yo, '--no-insight', 'rally-ext'];

  inTerminal('yo rally-ext asks what a new extension shall be, and makes it', () => {
    const root = emptyFolder();
    const questions: readonly Step[] = [
      ['Name of the extension', `class${ENTER}`],
      ['it is a keyword of Python', `${ERASE_LINE}quiz-night${ENTER}`],
      ['people call it', ENTER],
      ['in one line', ENTER],
      ['keep its data', ENTER],
      ['Port of the API', ENTER],
      ['Port of the web client', ENTER],
      ['Scopes it adds', ENTER],
      ['Account on GitHub', ENTER],
      ['besides its code', ENTER],
      ['first commit', `n${ENTER}`],
    ];
    const { code, shown } = session(root, questions, ...app);
    expect(shown).toContain('10.0 / 10');
    expect(code).toBe(0);
    const files = readTree(root);
    expect(files['manifest.json']).toContain('"label": "Quiz Night"');
    expect(files['api-quiz-night/alembic/versions/0001_baseline.py']).toContain('quiz_night');
    expect(files['.yo-rc.json']).toBeUndefined();
  });

  inTerminal('yo rally-ext offers to harden what is an extension already', () => {
    const root = extension();
    const before = readTree(root);
    const { code } = session(root, [['Harden it?', `n${ENTER}`]], ...app);
    expect(code).toBe(0);
    expect(readTree(root)).toEqual(before);
    const { shown } = session(
      root,
      [
        ['Harden it?', ENTER],
        ['Which fixes', CTRL_C],
      ],
      ...app,
    );
    expect(shown.endsWith(STOPPED)).toBe(true);
  });

  inTerminal('rally-ext new asks before it goes where something else is', () => {
    const root = emptyFolder({ 'notes.txt': 'mine\n' });
    const refused = session(root, [['[y/N]', ENTER]], program, 'new', 'quiz', '--dir', '.');
    expect(refused.shown.endsWith('rally-ext: nothing was written\r\n')).toBe(true);
    expect(readTree(root)).toEqual({ 'notes.txt': 'mine\n' });
    session(root, [['[y/N]', `y${ENTER}`]], program, 'new', 'quiz', '--dir', '.');
    expect(readTree(root)['manifest.json']).toBeDefined();
    expect(readTree(root)['notes.txt']).toBe('mine\n');
  });
});
