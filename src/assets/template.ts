import { posix } from 'node:path';
import compiled from '../generated/templates.js';
import { pinned } from './action-pins.js';
import { shellWord } from './shell-word.js';
import { yamlScalar } from './yaml-scalar.js';

/** A template that was compiled; without a function to escape with, it uses its own. */
type Template = (
  get: (name: string) => unknown,
  escape: undefined,
  include: (path: string, data?: object) => string,
) => string;

/** By path below `templates/`; made by scripts/compile-templates.mjs. */
const templates = compiled as Readonly<Record<string, Template>>;

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
  return render(`${path}.ejs`, { ...helpers, ...data });
}

/** `include('../partials/x.yml.ejs', more)` is relative to the template, which hands on its data. */
function render(path: string, data: Readonly<Record<string, unknown>>): string {
  const template = templates[path];
  if (template === undefined) throw new Error(`there is no template ${path}`);
  const get = (name: string): unknown => {
    if (!(name in data)) throw new Error(`the template ${path} is not given ${name}`);
    return data[name];
  };
  return template(get, undefined, (name, more) => {
    const file = posix.extname(name) === '' ? `${name}.ejs` : name;
    return render(posix.join(posix.dirname(path), file), { ...data, ...more });
  });
}
