import type { Extension } from '../../../extension/model.js';

/** The template of the variables of a deployment, unless the repository has one by another name. */
export const TEMPLATE = '.env.production.example';
/** What a person makes of it, with values, unless the repository's own commands name another file. */
export const FILLED = '.env.production';

const OTHERS = /^\.?env\.(production|prod)\.(example|sample|template|dist)$/;

/** The template that is there, by whatever usual name, else the one to write. */
export function templateOf({ files }: Extension): string {
  if (files.has(TEMPLATE)) return TEMPLATE;
  return [...files.keys()].find((path) => OTHERS.test(path)) ?? TEMPLATE;
}
