import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { complete } from '../../src/scaffold/complete.js';
import { filesOf } from '../../src/scaffold/files.js';
import { databases } from '../../src/scaffold/scaffold.js';
import { sample } from '../../src/scaffold/substitute.js';

function tracked(folder: string): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', folder], { encoding: 'utf8' });
  return listed.split('\0').filter((path) => path !== '');
}

test.each(databases)('the sample is its templates, byte for byte: database %s', (database) => {
  const templates = new Set(tracked('templates/new'));
  const files = filesOf({ ...complete(sample, '/nowhere/sample-ext'), database });
  for (const [path, text] of files) {
    const [, part, rest = ''] = /^(api|web)-sample-ext\/(.*)/.exec(path) ?? [];
    const places = [`${part ?? ''}-${database}/${rest}`, `${part ?? ''}/${rest}`].map(
      (place) => `templates/new/${place}`,
    );
    const place = places.find((each) => templates.has(each));
    if (place !== undefined) expect([path, text]).toEqual([path, readFileSync(place, 'utf8')]);
  }
  const code = [...files.keys()].filter((path) => path.startsWith('api-'));
  expect(code.length).toBeGreaterThan(15);
});

test('every template is in the npm package, also those with names that npm treats otherwise', () => {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const [{ files }] = JSON.parse(execFileSync('npm', args, { encoding: 'utf8' })) as [
    { files: { path: string }[] },
  ];
  const packed = files.map(({ path }) => path).filter((path) => path.startsWith('templates/'));
  expect(packed.sort()).toEqual(tracked('templates').sort());
});
