import { isConnection, isSecret, mayNameSecret } from '../extension/environment/secret.js';
import { isStandIn, passwordIn, type Literal } from '../rules/secrets/literals.js';

const MASK = '****';

/** Ways to write a name and its value; the groups are what stands before the value, and the value. */
const FORMS = [
  // NAME: "value", NAME=value, "NAME": 'value'
  /(?<!\$\{)\b(?<name>[A-Za-z_]\w*)(?<between>["']?[ \t]*[:=][ \t]*["'])(?<value>[^"'$]+)/g,
  /(?<!\$\{)\b(?<name>[A-Za-z_]\w*)(?<between>["']?[ \t]*[:=][ \t]*)(?<value>[^\s"'$#,()[\]{}][^\s"'#]*)/g,
  // ${NAME:-value}
  /\$\{(?<name>\w+)(?<between>:?-)(?<value>[^}$]+)/g,
  // os.getenv("NAME", "value")
  /["'](?<name>\w+)(?<between>["'][ \t]*,[ \t]*["'])(?<value>[^"']+)/g,
  // NAME: str = "value"
  /\b(?<name>[A-Za-z_]\w*)(?<between>[ \t]*:[^=\n"']*=[ \t]*["'])(?<value>[^"']+)/g,
];
const CREDENTIALS = /(:\/\/[^\s:@/"']*:)([^\s@/"'$]+)(?=@)/g;
/** Types and calls of code, paths, code in Markdown, our own placeholder. */
const HARMLESS =
  /^(`.*|true|false|\w*str|int|SecretStr|null|~|Optional\b.*|os\..*|None|change-me|\/.*)$/i;

/** A shorter one may be a word of any line. */
const TELLING = 8;

/** Hides secrets in a line that is shown; `file` is whose line it is. */
export type Mask = (line: string, file: string) => string;

/**
 * Hides the secrets that are written into the extension's files, and what looks like one: a value
 * that can be nothing else everywhere, any other one behind its name in its own file.
 */
export function maskOf(secrets: readonly Literal[]): Mask {
  const values = secrets
    .flatMap(({ value }) =>
      [value, ...[passwordIn(value) ?? []].flat()].flatMap((each) => linesOf(each)),
    )
    .filter((each) => each.length >= TELLING && !isStandIn(each))
    .sort((a, b) => b.length - a.length);
  return (line, file) => {
    const own = secrets.filter((each) => each.file === file);
    const named = own.reduce(behindItsName, line);
    return looksLike(values.reduce((text, value) => text.replaceAll(value, MASK), named));
  };
}

function linesOf(value: string): string[] {
  return value.split(/\r?\n/).map((line) => line.trim());
}

/** The value of one secret, where it stands behind its name. */
function behindItsName(shown: string, { name, value }: Literal): string {
  if (linesOf(value).length > 1) return shown;
  // `API_TOKEN_FILE` is another variable.
  const at = shown.search(new RegExp(`${name.replaceAll(/\W/g, '\\$&')}(?!\\w)`));
  if (at < 0) return shown;
  const start = at + name.length;
  const behind = shown.slice(start);
  if (behind.includes(value)) return shown.slice(0, start) + behind.replaceAll(value, MASK);
  // Written with quotes or escapes it looks different: nothing behind the name is shown.
  const separator = /^["']?\s*[:=]?\s*/.exec(behind)?.[0] ?? '';
  return /["'\\]/.test(value) ? shown.slice(0, start) + separator + MASK : shown;
}

/** What looks like a literal secret, by the name in front of it or the URL around it. */
function looksLike(line: string): string {
  if (!mayNameSecret(line) && !line.includes('://')) return line;
  const hidden = FORMS.reduce((text, form) => text.replace(form, hide), line);
  return hidden.replace(CREDENTIALS, (all, before: string, password: string) =>
    isStandIn(password) ? all : before + MASK,
  );
}

function hide(all: string, ...rest: unknown[]): string {
  const [at, line, groups] = rest.slice(-3) as [number, string, Readonly<Record<string, string>>];
  const { name = '', between = '', value = '' } = groups;
  // `"secrets:" || …`: the quote ends a string that the name is in.
  if (/^[:=]["']$/.test(between) && line[at - 1] === between[1]) return all;
  // A remark of our templates ("Secret: DATABASE_URL has the password in it."), the name of a section.
  if (name === 'Secret' || name === 'secrets') return all;
  if (!isSecret(name, undefined) || HARMLESS.test(value) || isStandIn(value)) return all;
  // Of a URL only the password is one.
  if (isConnection(name, undefined) && value.includes('://')) return all;
  return all.slice(0, all.length - value.length) + MASK;
}
