import { isCpus, isMemory, limitKey, readAnswers, toOptions } from '../../src/questions/answers.js';
import { inspect } from '../../src/extension/inspect.js';
import { planHardening } from '../../src/plan/harden.js';
import { selectRules } from '../../src/plan/selection.js';
import { catalogue } from '../../src/rules/catalogue.js';
import { defaultOptions } from '../../src/rules/options.js';
import { UsageError } from '../../src/usage-error.js';

describe('the answers kept in .yo-rc.json', () => {
  const stored = {
    [limitKey('api_tombola', 'memory')]: '128M',
    [limitKey('web_tombola', 'cpus')]: '2',
    healthPath: '/healthz',
    releaseFlow: 'release-please',
    unrelated: 3,
  };

  it('become the limits of single services, the health path and the release flow', () => {
    expect(toOptions(readAnswers(stored))).toEqual({
      ...defaultOptions,
      healthPath: '/healthz',
      releaseFlow: 'release-please',
      serviceLimits: { api_tombola: { memory: '128M' }, web_tombola: { cpus: '2' } },
    });
  });

  it('reach the files: limits, no reservation above its limit, probe and route on the path', async () => {
    const extension = inspect('examples/tombola');
    const selected = selectRules(catalogue, {});
    const options = toOptions(readAnswers(stored));
    const { plan } = await planHardening(extension, catalogue, selected, options);
    const text = (path: string) => plan.files.find((file) => file.path === path)?.after ?? '';
    const compose = text('compose.override.prod.yml');
    expect(compose).toContain(
      [
        '        limits:',
        "          cpus: '1.0'",
        '          memory: 128M',
        '        reservations:',
        "          cpus: '0.5'",
        '    logging:',
      ].join('\n'),
    );
    expect(compose).toContain("          cpus: '2'\n          memory: 256M\n");
    expect(compose).toContain("http://127.0.0.1:8010/healthz'");
    expect(text('api-tombola/app/main.py')).toContain('@app.get("/healthz"');
  });

  it.each([
    ['cpus:api', 2, '"cpus:api" is 2, not a number of CPUs such as "0.5"'],
    ['cpus:api', '1; x: y', '"cpus:api" is "1; x: y", not a number of CPUs such as "0.5"'],
    ['memory:api', ['1M'], '"memory:api" is ["1M"], not a size such as "512M"'],
    ['memory:a\nb', null, '"memory:a\\nb" is null, not a size such as "512M"'],
    ['healthPath', 'x" or "y', '"healthPath" is "x\\" or \\"y", not a path such as "/health"'],
    ['releaseFlow', 'by hand', '"releaseFlow" is "by hand", not tag or release-please'],
    [
      'platforms',
      'linux/amd64',
      '"platforms" is "linux/amd64", not a list such as ["linux/amd64"]',
    ],
    ['healthPath', { a: 1 }, '"healthPath" is {"a":1}, not a path such as "/health"'],
  ])('are refused where a prompt would have refused them: %s = %j', (key, value, problem) => {
    expect(() => readAnswers({ [key]: value })).toThrow(
      new UsageError(`.yo-rc.json: ${problem}: correct or remove it`),
    );
  });

  it('are those of the service __proto__ too', () => {
    const { limits } = readAnswers({ 'cpus:__proto__': '2' });
    expect(Object.entries(limits)).toEqual([['__proto__', { cpus: '2' }]]);
  });

  it('are checked when they are given', () => {
    expect(['0.5', '2', '1.25'].map(isCpus)).toEqual([true, true, true]);
    expect(['0', '-1', '.', 'one', '1e3'].map(isCpus)).toEqual(Array(5).fill(false));
    expect(['512M', '1g', '64mb'].map(isMemory)).toEqual([true, true, true]);
    expect(['0M', '512', '-1M', 'much'].map(isMemory)).toEqual(Array(4).fill(false));
  });
});
