// `npm start`: hardens a copy of the bundled sample extension and shows what changes.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../dist/src/cli.js';

const copy = mkdtempSync(join(tmpdir(), 'rally-ext-demo-'));
try {
  cpSync('examples/tombola', copy, { recursive: true });
  process.exitCode = await main(['harden', copy, '--yes']);
} finally {
  rmSync(copy, { recursive: true, force: true });
}
