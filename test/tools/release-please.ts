import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** What the pinned action was built with. */
const VERSION = '16.14.1';
const CACHE = resolve('.cache', `release-please-${VERSION}`);

interface Updater {
  updateContent(content: string, logger?: object): string;
}
type UpdaterClass = new (jsonpath: string, version: object) => Updater;

/** release-please's own schema and updaters; it is installed into .cache/ on first use. */
export function releasePlease(): {
  readonly schema: object;
  /** What it makes of a file's text when it raises the version. */
  readonly update: (
    file: { readonly type: string; readonly jsonpath?: string },
    text: string,
    version: string,
  ) => string;
} {
  const root = join(CACHE, 'node_modules/release-please');
  if (!existsSync(join(root, 'package.json'))) {
    mkdirSync(CACHE, { recursive: true });
    const install = ['install', '--prefix', CACHE, '--no-save', '--no-audit', '--no-fund'];
    execFileSync('npm', [...install, '--ignore-scripts', `release-please@${VERSION}`], {
      stdio: 'pipe',
    });
  }
  const require = createRequire(join(root, 'package.json'));
  const { GenericJson } = require('./build/src/updaters/generic-json.js') as {
    GenericJson: UpdaterClass;
  };
  const { GenericToml } = require('./build/src/updaters/generic-toml.js') as {
    GenericToml: UpdaterClass;
  };
  const { Generic } = require('./build/src/updaters/generic.js') as {
    Generic: new (options: { readonly version: object }) => Updater;
  };
  const { Version } = require('./build/src/version.js') as {
    Version: { parse(version: string): object };
  };
  return {
    schema: JSON.parse(readFileSync(join(root, 'schemas/config.json'), 'utf8')) as object,
    update: ({ type, jsonpath }, text, version) => {
      const complain = (message: string): never => {
        throw new Error(message);
      };
      const raised = Version.parse(version);
      const Updater = type === 'json' ? GenericJson : GenericToml;
      const updater =
        jsonpath === undefined ? new Generic({ version: raised }) : new Updater(jsonpath, raised);
      return updater.updateContent(text, { warn: complain });
    },
  };
}
