import type { Variable } from '../../../extension/environment/model.js';
import { DEPLOYMENT_VARIABLES } from '../../platform/deployment-variables.js';
import { isForDevelopment } from './stage.js';
import type { ApiService } from './passing.js';

/** The directory of the workers' numbers is an image's own, and made when it starts. */
const OF_IMAGES = /^PROMETHEUS_MULTIPROC_DIR$/i;
/** What only tests read: a deployment has no use for it. */
const OF_TESTS = /(^|_)TESTS?(_|$)/;

/** A value of `environment`; null hands the variable on where it is set, and is nothing where not. */
export type WiredValue = string | null;

/** Set in every shell, or in many: a deployment would take theirs by accident. */
const OF_SHELLS =
  /^(PATH|HOME|USER|LOGNAME|SHELL|PWD|LANG|TERM|HOSTNAME|TMPDIR|TMP|TEMP|CI|EDITOR|HOST|HOSTTYPE|OSTYPE|MACHTYPE|USERNAME|UID|GID|EUID|MAIL|PS1|IFS|SHLVL|DISPLAY|NO_COLOR|FORCE_COLOR|COLUMNS|LINES|COMP_\w+)$/;

/**
 * What a service's `environment` needs so that a variable of the code has an effect, while nothing
 * changes as long as nobody sets it. The code's own default is repeated where it is one and the same
 * everywhere; one that follows from other variables must go on following them, and a secret's is
 * copied nowhere. Undefined where the variable arrives already, or where only a person can say.
 */
export function wiringOf(variable: Variable, service: ApiService): WiredValue | undefined {
  const { name, code, secret } = variable;
  if (code === undefined || !service.runs(code.dir)) return undefined;
  if ([OF_SHELLS, OF_IMAGES, OF_TESTS].some((names) => names.test(name))) return undefined;
  // The Platform's own value would come in at once, and change what the extension does.
  if (service.target.file.override && DEPLOYMENT_VARIABLES.has(name)) return undefined;
  // NAME_FILE is how a secret arrives: given together with it, NAME would stop the container.
  if (
    service.everything ||
    service.hasDotenv ||
    service.passed.has(name) ||
    service.passed.has(`${name}_FILE`)
  ) {
    return undefined;
  }
  if (code.default.kind === 'computed') return code.default.from.length > 0 ? undefined : null;
  if (code.default.kind !== 'known' || code.default.given.length > 0 || secret) return null;
  // A file for production does not say "development", though the code does where nothing is said.
  if (isForDevelopment(name, code.default.text)) return null;
  // Compose would end the default at a brace, and take a dollar for a variable.
  return /[{}$\\\r\n]/.test(code.default.text) ? null : `\${${name}:-${code.default.text}}`;
}
