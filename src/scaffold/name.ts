/** The longest name that still fits where the templates put it. */
const MAX_LENGTH = 30;

/** Python, "Keywords" and "Soft keywords"; those with a capital are no names anyway. */
const PYTHON_KEYWORDS = new Set([
  ...['and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif'],
  ...['else', 'except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda'],
  ...['nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield'],
]);

/** Services of the Platform and first parts of paths that its proxy keeps (Platform, compose.yml, dev/proxy). */
const PLATFORM_NAMES = new Set(['nei', 'family', 'tacaua', 'api', 'static', 'authentik']);

/** Pages of the Platform's web client (Platform, web-nei/src/routes.jsx), which the proxy would hide. */
const PLATFORM_PAGES = new Set([
  ...['admin', 'arraial', 'auth', 'calendar', 'components', 'faina', 'forbidden', 'history'],
  ...['news', 'notes', 'rgm', 'seniors', 'settings', 'taca-ua', 'teams', 'videos'],
]);

/** PostgreSQL's own schemas (PostgreSQL, "System Catalogs" and "The Public Schema"). */
const SCHEMAS = /^(public|information_schema|pg_.*)$/;

/**
 * Why a text cannot be the name of an extension; undefined for one that is safe as a folder, in
 * services, images, URLs, Python, SQL and environment variables.
 */
export function whyNoName(name: string): string | undefined {
  if (name === '') return 'a name is wanted';
  if (!/^[a-z]/.test(name)) return 'it has to begin with a lower-case letter from a to z';
  const odd = /[^a-z0-9_-]/u.exec(name)?.[0];
  if (odd !== undefined) {
    return `${JSON.stringify(odd)} cannot be in it: only a to z, 0 to 9, hyphens and underscores`;
  }
  if (!/^[a-z0-9]+([-_][a-z0-9]+)*$/.test(name)) {
    return 'hyphens and underscores stand alone and between letters or digits';
  }
  if (name.length > MAX_LENGTH) return `it is longer than ${MAX_LENGTH} characters`;
  if (PYTHON_KEYWORDS.has(name)) return 'it is a keyword of Python';
  if (PLATFORM_NAMES.has(name)) return 'the Platform uses it itself';
  if (PLATFORM_PAGES.has(name)) return `the Platform has a page /${name}`;
  if (SCHEMAS.test(identifierOf(name))) return 'PostgreSQL uses it itself';
  return undefined;
}

/** The name where no hyphen can be: a service, a schema, a database. */
export function identifierOf(name: string): string {
  return name.replaceAll('-', '_');
}

/** `my-ext` → `My Ext`. */
export function titleOf(name: string): string {
  return name
    .split(/[-_]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

/** `Platform-rally-extension`, the folder of a clone → `rally`; what is left may be no name. */
export function nameFromFolder(folder: string): string {
  return folder
    .toLowerCase()
    .replace(/^platform-/, '')
    .replace(/-extension$/, '');
}
