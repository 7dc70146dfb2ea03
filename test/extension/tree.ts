import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const written: string[] = [];

// Registered by importing this module in a test file.
afterAll(() => {
  for (const directory of written.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** Writes files into a new temporary directory, removed after the tests of the file. */
export function writeTree(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'rally-ext-'));
  written.push(root);
  for (const [path, content] of Object.entries(files)) {
    const target = join(root, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  return root;
}

/** A manifest that has everything a rule may need. */
export const MANIFEST = JSON.stringify(
  { name: 'quiz', version: '1.2.0', api: { port: 8010 }, web: { port: 3010 } },
  null,
  2,
);
