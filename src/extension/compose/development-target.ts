import type { Dockerfile } from '../model.js';

const DEVELOPMENT = /(^|[_-])(dev|devel|development|debug|local)(?=[_-]|$)/i;
const PRODUCTION = /(^|[_-])(prod|production|release|runtime|runner|final)(?=[_-]|$)/i;

/** Is it the stage of a Dockerfile with what only who develops needs: `dev`, `api_dev`? */
export function isDevelopmentTarget(target: string): boolean {
  return DEVELOPMENT.test(target);
}

/**
 * The stage that is deployed where one for development is built: what is called the same but for that
 * (`api_prod` for `api_dev`), the only one called for production, else the last one (undefined). The
 * target itself where all of it is for development.
 */
export function deployedTarget({ stages }: Dockerfile, target: string): string | undefined {
  const rest = (name: string, pattern: RegExp): string => name.replace(pattern, '').toLowerCase();
  const production = stages
    .flatMap(({ name }) => name ?? [])
    .filter((name) => PRODUCTION.test(name));
  const same = production.find((name) => rest(name, PRODUCTION) === rest(target, DEVELOPMENT));
  const only = production.length === 1 ? production[0] : undefined;
  const isForDevelopment = isDevelopmentTarget(stages.at(-1)?.name ?? '');
  return same ?? only ?? (isForDevelopment ? target : undefined);
}
