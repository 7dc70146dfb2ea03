import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderTemplate } from '../../src/assets/template.js';
import { runScript } from '../assets/shell.js';
import { startAws, type Aws } from './aws.js';

const directory = mkdtempSync(join(tmpdir(), 'from-aws-'));
let aws: Aws;

beforeAll(async () => {
  aws = await startAws();
});
afterAll(() => {
  aws.stop();
  rmSync(directory, { recursive: true });
});

test('secrets-from-aws.sh writes what is in Secrets Manager, and nothing where it is not', () => {
  const put = ['secretsmanager', 'create-secret', '--name', 'rally/secret_key', '--secret-string'];
  execFileSync('aws', [...put, 'from $the cloud'], { env: aws.env, stdio: 'pipe' });
  const uid = String(process.getuid?.() ?? 0);
  const secrets = ['secret_key', 'unknown'].map((name) => ({ name, uid }));
  const script = join(directory, 'script.sh');
  writeFileSync(
    script,
    renderTemplate('deploy/secrets-from-aws.sh', { extension: 'rally', secrets }),
  );
  const { stdout, stderr, status } = runScript(['sh'], [script, '--dir', directory], aws.env);
  expect([status, stdout]).toEqual([1, 'written  secret_key\n']);
  expect(readFileSync(join(directory, 'secret_key'), 'utf8')).toBe('from $the cloud\n');
  expect(stderr).toContain(
    'secrets-from-aws.sh: unknown cannot be fetched; nothing of it was written\n',
  );
});
