// `npm start`: hardens a copy of the bundled sample extension and shows what changes.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEngine } from '../dist/src/start.js';

const copy = mkdtempSync(join(tmpdir(), 'rally-ext-demo-'));
try {
  cpSync('examples/tombola', copy, { recursive: true });
  process.exitCode = await loadEngine('harden').main(['harden', copy, '--yes']);
} finally {
  rmSync(copy, { recursive: true, force: true });
}
