import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderTemplate } from '../../src/assets/template.js';
import { runScript } from '../assets/shell.js';
import { hasVault, startVault, type Vault } from './vault.js';

const withVault = hasVault() ? describe : describe.skip;
if (!hasVault()) console.warn('skipped: vault is not on PATH');

withVault('secrets-from-vault.sh with a real Vault', () => {
  const directory = mkdtempSync(join(tmpdir(), 'from-vault-'));
  const uid = String(process.getuid?.() ?? 0);
  let vault: Vault;

  beforeAll(async () => {
    vault = await startVault();
  }, 60_000);
  afterAll(() => {
    vault.stop();
    rmSync(directory, { recursive: true });
  });

  function script(...names: string[]): string {
    const secrets = names.map((name) => ({ name, uid }));
    const file = join(directory, 'script.sh');
    writeFileSync(
      file,
      renderTemplate('deploy/secrets-from-vault.sh', { extension: 'rally', secrets }),
    );
    return file;
  }

  function put(path: string, ...fields: string[]): void {
    execFileSync('vault', ['kv', 'put', path, ...fields], { env: vault.env, stdio: 'pipe' });
  }

  test('writes the fields of the secret, for their reader only, and nothing where there is none', () => {
    put('secret/rally', 'secret_key=from $the "vault"', 'pem=a\nb');
    const run = [script('secret_key', 'pem', 'unknown'), '--dir', directory];
    const { stdout, stderr, status } = runScript(['sh'], run, vault.env);
    expect([status, stdout]).toEqual([1, 'written  secret_key\nwritten  pem\n']);
    expect(readFileSync(join(directory, 'secret_key'), 'utf8')).toBe('from $the "vault"');
    expect(readFileSync(join(directory, 'pem'), 'utf8')).toBe('a\nb');
    expect(statSync(join(directory, 'secret_key')).mode & 0o777).toBe(0o400);
    expect(stderr).toContain(
      'secrets-from-vault.sh: unknown cannot be fetched; nothing of it was written\n',
    );
  });

  test('a rotated value takes the place of the old one, from another path too', () => {
    put('secret/staging/rally', 'secret_key=rotated');
    const run = [script('secret_key'), '--dir', directory, '--prefix', 'secret/staging/rally'];
    expect(runScript(['sh'], run, vault.env).stdout).toBe('written  secret_key\n');
    expect(readFileSync(join(directory, 'secret_key'), 'utf8')).toBe('rotated');
  });

  test('who may not read it gets nothing, and the old file stays', () => {
    const env = { ...vault.env, VAULT_TOKEN: 'of nobody' };
    const { status, stderr } = runScript(['sh'], [script('secret_key'), '--dir', directory], env);
    expect(status).toBe(1);
    expect(stderr).toContain('permission denied');
    expect(readFileSync(join(directory, 'secret_key'), 'utf8')).toBe('rotated');
  });
});
