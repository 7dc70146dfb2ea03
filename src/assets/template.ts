import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Ejs from 'ejs';
import { pinned } from './action-pins.js';
import { shellWord } from './shell-word.js';
import { templates } from './templates.js';
import { yamlScalar } from './yaml-scalar.js';

/** What every template may use besides its data. */
const helpers = {
  /** `yaml(value)`: the string as a YAML scalar, quoted where it has to be. */
  yaml: yamlScalar,
  /** `shell(value)`: the string as one word of a shell script. */
  shell: shellWord,
  /** `action('actions/checkout')`: the action at its pinned commit, the version as a comment. */
  action: pinned,
};

/**
 * Renders `templates/<path>.ejs`; templates lie at the paths they are rendered to, `partials/` holds
 * what several include. Only in HTML `<%= %>` escapes; elsewhere a template uses `yaml` or `shell` for what a
 * person chose.
 * @throws Error for a template that is not there or uses a name that `data` does not have
 */
export function renderTemplate(path: string, data: object): string {
  const file = join(templates(), `${path}.ejs`);
  const text = readFileSync(file, 'utf8');
  // Not bundled, and loaded only here: most runs make no new file.
  const ejs = createRequire(import.meta.url)('ejs') as typeof Ejs;
  // Compiled once: checks render what they compare with, before and after each fix.
  const escape = path.endsWith('.html') ? ejs.escapeXML : String;
  const options = { filename: file, escape, cache: true };
  return ejs.render(text, { ...helpers, ...data }, options);
}
