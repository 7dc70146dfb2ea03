import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ejs from 'ejs';
import { yamlScalar } from './yaml-scalar.js';

/**
 * Renders `templates/<path>.ejs`; templates lie at the paths they are rendered to. Besides `data`
 * a template has `yaml(value)`: the value as a YAML scalar, quoted where it has to be.
 * @throws Error for a template that is not there or uses a name that `data` does not have
 */
export function renderTemplate(path: string, data: object): string {
  const file = join(templates(), `${path}.ejs`);
  return ejs.render(readFileSync(file, 'utf8'), { yaml: yamlScalar, ...data }, { filename: file });
}

/** Found by the package's name, wherever the code was bundled to. */
function templates(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('generator-rally-ext/package.json')), 'templates');
}
