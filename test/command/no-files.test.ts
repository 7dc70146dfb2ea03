import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { copyTree, removeTrees } from '../tree.js';
import { rallyExt, type Run } from './rally-ext.js';

afterAll(removeTrees);

/** A run that waits for a pipe is killed and has no exit code. */
function audit(root: string): Run {
  return rallyExt(['audit', root], { timeout: 20_000 });
}

function makePipe(...path: readonly string[]): void {
  execFileSync('mkfifo', [join(...path)]);
}

describe('where a file is expected', () => {
  it('reports pipes, devices and directories in a line each, and goes on', () => {
    const root = copyTree('examples/tombola');
    makePipe(root, 'compose.override.stg.yml');
    makePipe(root, 'Dockerfile');
    makePipe(root, 'api-tombola/app/extra.py');
    mkdirSync(join(root, 'compose.yml'));
    symlinkSync('compose.override.stg.yml', join(root, 'compose.dev.yml'));
    const { code, err } = audit(root);
    expect(code).toBe(0);
    expect(err).toBe(
      'rally-ext: left out Dockerfile:1:1 is a named pipe, not a file\n' +
        'rally-ext: left out api-tombola/app/extra.py:1:1 is a named pipe, not a file\n' +
        'rally-ext: left out compose.dev.yml:1:1 is a named pipe, not a file\n' +
        'rally-ext: left out compose.override.stg.yml:1:1 is a named pipe, not a file\n' +
        'rally-ext: left out compose.yml:1:1 is a directory, not a file\n',
    );
  });

  it.each([
    ['directory', 'is a directory, not a file'],
    ['pipe', 'is a named pipe, not a file'],
    ['link', 'is a symbolic link to itself'],
  ])('refuses a manifest.json that is a %s', (kind, reason) => {
    const root = copyTree('examples/tombola');
    const manifest = join(root, 'manifest.json');
    rmSync(manifest);
    if (kind === 'directory') mkdirSync(manifest);
    else if (kind === 'pipe') makePipe(manifest);
    else symlinkSync('manifest.json', manifest);
    const hint = 'make it a readable text file inside the extension';
    expect(audit(root)).toEqual({
      code: 2,
      out: '',
      err: `rally-ext: manifest.json: ${reason}: ${hint}\n`,
    });
  });

  it.each(['.git', '.git/config'])('does not wait for a pipe at %s', (path) => {
    const root = copyTree('examples/tombola');
    if (path !== '.git') mkdirSync(join(root, '.git'));
    makePipe(root, path);
    const { code, err } = audit(root);
    expect(err).toBe('');
    expect(code).toBe(0);
  });
});
