import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { renderTemplate } from '../assets/template.js';
import { templates } from '../assets/templates.js';
import { DECISIONS, leaveOut } from '../extension/left-out.js';
import { isUnwanted, rulesWithout } from './assets.js';
import { manifestOf } from './manifest.js';
import { identifierOf } from './name.js';
import type { Scaffold } from './scaffold.js';
import { substitute } from './substitute.js';

/** npm leaves these out of packages, or takes them for its own. */
const DOTTED: Readonly<Record<string, string>> = {
  gitignore: '.gitignore',
  editorconfig: '.editorconfig',
};

/**
 * The files of a new extension that no rule makes, by path: those of templates/new, the ones of its
 * kind of database over those that all have.
 */
export function filesOf(scaffold: Scaffold): Map<string, string> {
  const { name, database, assets } = scaffold;
  const files = new Map<string, string>();
  const add = (folder: string, target: string): void => {
    for (const path of filesIn(join(templates(), 'new', folder))) {
      const file = posix.join(target, path.replace(/\.ejs$/, ''));
      const renamed = DOTTED[file] ?? file;
      if (isUnwanted(renamed, assets)) continue;
      files.set(renamed, textOf(scaffold, `new/${folder}/${path}`, renamed));
    }
  };
  add('api', `api-${name}`);
  add(`api-${database}`, `api-${name}`);
  add('web', `web-${name}`);
  add('root', '');
  // The same server that a client without one gets.
  const server = { name, port: scaffold.webPort, assets: 'assets' };
  files.set(`web-${name}/nginx/default.conf`, renderTemplate('web/nginx/default.conf', server));
  files.set('manifest.json', manifestOf(scaffold));
  const rules = rulesWithout(assets);
  if (rules.length > 0) files.set(DECISIONS, leaveOut(rules));
  return files;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .map((path) => path.split(sep).join('/'))
    .sort();
}

function textOf(scaffold: Scaffold, template: string, file: string): string {
  if (template.endsWith('.ejs')) {
    return renderTemplate(template.slice(0, -'.ejs'.length), templateData(scaffold));
  }
  return substitute(scaffold, file, readFileSync(join(templates(), template), 'utf8'));
}

function templateData(scaffold: Scaffold): object {
  const identifier = identifierOf(scaffold.name);
  return {
    ...scaffold,
    owner: scaffold.owner.toLowerCase(),
    identifier,
    flag: `ENABLE_${identifier.toUpperCase()}`,
    markdown: (text: string) => text.replaceAll(/[\\`*_<>[\]#|&]/g, '\\$&'),
  };
}
