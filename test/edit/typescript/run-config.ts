import { runInThisContext } from 'node:vm';
import { transformSync } from 'esbuild';

type Config = Record<string, unknown>;

/**
 * Runs a Vite configuration as Vite does when it builds for production, and returns what comes of
 * it. Packages are stand-ins; only what they do with a configuration is real.
 */
export function runConfig(text: string, mode = 'production'): Config {
  const { code } = transformSync(text, { loader: 'ts', format: 'cjs' });
  const module: { exports: { default?: unknown } } = { exports: {} };
  const run = runInThisContext(`(function (module, exports, require, process) {${code}})`) as (
    ...args: unknown[]
  ) => void;
  run(module, module.exports, () => packages, { env: { NODE_ENV: 'production' }, cwd: () => '.' });
  const exported = 'default' in module.exports ? module.exports.default : module.exports;
  const argument = { command: 'build', mode, isSsrBuild: false, isPreview: false };
  return (
    typeof exported === 'function' ? (exported as (env: unknown) => unknown)(argument) : exported
  ) as Config;
}

const packages = {
  defineConfig: (config: unknown) => config,
  mergeConfig: (a: Config, b: Config) => merge(a, b),
  loadEnv: () => ({}),
  default: () => 'plugin',
};

function merge(a: Config, b: Config): Config {
  const merged = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const before = a[key];
    const isDeep = isObject(value) && isObject(before);
    merged[key] = isDeep ? merge(before, value) : value;
  }
  return merged;
}

function isObject(value: unknown): value is Config {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
