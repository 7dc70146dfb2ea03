/** Variables that say where an application runs. */
const STAGE = /^(\w+_)?(ENV|ENVIRONMENT|STAGE)$/i;
const DEVELOPMENT = /^(dev|devel|develop|development|local|debug|test|testing)$/i;

/** Does a variable say where the application runs, and its default that this is somebody's own machine? */
export function isForDevelopment(name: string, fallback: string | undefined): boolean {
  return STAGE.test(name) && DEVELOPMENT.test(fallback ?? '');
}
