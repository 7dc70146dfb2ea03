import { isSecret } from '../extension/environment/secret.js';

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
/** Types and calls of code, paths, our own placeholder. */
const HARMLESS = /^(\w*str|int|SecretStr|Optional\b.*|os\..*|None|change-me|\/.*)$/i;

/** A line of a foreign file as it may be shown: what looks like a literal secret is hidden. */
export function masked(line: string): string {
  const hidden = FORMS.reduce((text, form) => text.replace(form, hide), line);
  return hidden.replace(CREDENTIALS, `$1${MASK}`);
}

function hide(all: string, ...rest: unknown[]): string {
  const { name = '', value = '' } = rest.at(-1) as Readonly<Record<string, string>>;
  if (!isSecret(name, undefined) || HARMLESS.test(value)) return all;
  return all.slice(0, all.length - value.length) + MASK;
}
