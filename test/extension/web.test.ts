import type { SourceFile, WebApp } from '../../src/extension/model.js';
import { readWebs } from '../../src/extension/web.js';

function webs(files: Readonly<Record<string, string>>, ...unread: readonly string[]): WebApp[] {
  const sources = new Map<string, SourceFile>(
    Object.entries(files).map(([path, text]) => [path, { path, text, mode: 0o644 }]),
  );
  return readWebs(sources, new Set([...sources.keys(), ...unread]));
}

const manager = (packageJson: string, ...locks: readonly string[]): string | undefined =>
  webs({ 'web-quiz/package.json': packageJson }, ...locks)[0]?.packageManager;

describe('a web client', () => {
  test.each([
    ['pnpm-lock.yaml', 'pnpm'],
    ['yarn.lock', 'yarn'],
    ['package-lock.json', 'npm'],
    ['bun.lock', 'bun'],
  ])('with %s uses %s', (lock, expected) => {
    expect(manager('{}', `web-quiz/${lock}`)).toBe(expected);
    expect(manager('{}', lock)).toBe(expected);
  });

  test('uses what its package.json declares before what is locked', () => {
    expect(manager('{"packageManager": "pnpm@9.12.0+sha512.abc"}', 'web-quiz/yarn.lock')).toBe(
      'pnpm',
    );
    expect(manager('{"packageManager": "deno@2"}', 'web-quiz/yarn.lock')).toBe('yarn');
    expect(manager('{"packageManager": 5, ', 'web-quiz/yarn.lock')).toBe('yarn');
  });

  test('may say nothing about its package manager', () => {
    expect(manager('{}')).toBeUndefined();
  });

  test('is found by its directory, else by its Vite configuration', () => {
    const web = {
      'client/package.json': '{}',
      'client/vite.config.mts': '',
      'docs/package.json': '{}',
    };
    expect(webs(web).map(({ dir, viteConfig }) => [dir, viteConfig])).toEqual([
      ['client', 'client/vite.config.mts'],
    ]);
    expect(webs({ ...web, 'web-quiz/package.json': '{}' }).map(({ dir }) => dir)).toEqual([
      'web-quiz',
    ]);
  });
});
