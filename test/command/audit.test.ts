import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { copyTree, removeTrees } from '../tree.js';
import { rallyExt } from './rally-ext.js';

const validate = new Ajv.default().compile(
  JSON.parse(readFileSync('schemas/audit.schema.json', 'utf8')) as object,
);

interface Report {
  readonly score: number;
  readonly before?: { readonly score: number };
  readonly after?: { readonly score: number };
  readonly files?: { readonly path: string; readonly change: string }[];
}

afterAll(removeTrees);

describe('rally-ext audit', () => {
  it('prints no colours into a pipe, also on a CI machine, unless asked to', () => {
    const env = { ...process.env, CI: 'true', FORCE_COLOR: undefined };
    const escape = String.fromCharCode(27);
    expect(rallyExt(['audit', 'examples/tombola'], { env }).out).not.toContain(escape);
    expect(rallyExt(['audit', 'examples/tombola', '--color'], { env }).out).toContain(escape);
  });

  it('prints the score with evidence at file:line:column', () => {
    const { code, out } = rallyExt(['audit', 'examples/tombola']);
    expect(code).toBe(0);
    expect(out).toMatch(/^tombola 0\.3\.0: \d\.\d \/ 10\n/);
    expect(out).toContain('compose.override.prod.yml:6:7 ');
  });

  it('keeps the contract of its JSON', () => {
    const report = JSON.parse(
      rallyExt(['audit', 'examples/tombola', '--format', 'json']).out,
    ) as Report;
    expect(validate(report)).toBe(true);
  });

  it.each([
    ['md', '# tombola 0.3.0: '],
    ['sarif', '{\n  "$schema": '],
    ['html', '<!doctype html>\n'],
  ])('prints it as %s', (format, start) => {
    const { code, out } = rallyExt(['audit', 'examples/tombola', '--format', format]);
    expect(code).toBe(0);
    expect(out.slice(0, start.length)).toBe(start);
    expect(out.endsWith('\n')).toBe(true);
    expect(out).toContain('platform-flag');
  });

  it('exits 1 below --min-score', () => {
    expect(rallyExt(['audit', 'examples/tombola', '--min-score', '9.9']).code).toBe(1);
    expect(rallyExt(['audit', 'examples/tombola', '--min-score', '0']).code).toBe(0);
  });

  it('writes the report to --output', () => {
    const copy = copyTree('examples/tombola');
    const file = join(copy, 'report.json');
    const { out } = rallyExt(['audit', copy, '--format', 'json', '--output', file]);
    expect(out).toBe('');
    expect(validate(JSON.parse(readFileSync(file, 'utf8')))).toBe(true);
  });
});

describe('rally-ext harden --format json', () => {
  it('adds the scores before and after, and the files', () => {
    const copy = copyTree('examples/tombola');
    const { code, out } = rallyExt(['harden', copy, '--yes', '--format', 'json']);
    expect(code).toBe(0);
    const report = JSON.parse(out) as Report;
    expect(validate(report)).toBe(true);
    expect(report.after?.score).toBe(report.score);
    expect(report.after?.score).toBeGreaterThan(report.before?.score ?? 10);
    const edited = report.files?.filter(({ change }) => change === 'edit');
    expect(edited?.map(({ path }) => path)).toEqual([
      '.gitignore',
      'api-tombola/app/main.py',
      'compose.override.prod.yml',
      'compose.override.yml',
    ]);
  });
});
