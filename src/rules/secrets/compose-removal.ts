import type { YamlOperation } from '../../edit/yaml/operation.js';
import type { ComposeFile } from '../../extension/model.js';
import type { Change } from '../rule.js';
import { grouped } from '../grouped.js';
import {
  passwordIn,
  variableAround,
  withoutDefault,
  withoutSecret,
  type Literal,
  type LiteralSite,
} from './literals.js';

type ComposeLiteral = Literal & { readonly site: LiteralSite & { kind: 'compose' } };

/**
 * Has the values of a compose file's literals come from outside instead. What is one password under
 * several names (of the database, of the API, in a URL) becomes one variable, in one change.
 */
export function composeRemovals(file: ComposeFile, literals: readonly ComposeLiteral[]): Change[] {
  const groups = grouped(literals, (each) => keyOf(each, literals));
  const taken = new Map<string, string>();
  return [...groups].map(([key, uses]): Change => {
    const variable = variableFor(key, uses, taken);
    taken.set(variable, key);
    return {
      summary: `have ${variable} come from outside of ${file.path}`,
      edits: [
        {
          kind: 'yaml',
          file: file.path,
          operations: uses.map((use) => replace(file, use, variable)),
        },
      ],
      nextSteps: [
        `Give ${variable} a new value where ${file.path} is deployed (its secret file, or its .env): the old one stays in the history of git, so change it wherever it is in use.`,
      ],
    };
  });
}

/** A default belongs to its variable; one password is one, whatever it is called; else name and value. */
function keyOf({ name, value, site }: ComposeLiteral, all: readonly ComposeLiteral[]): string {
  const variable = variableAround(site.text, value);
  if (variable !== undefined) return `variable ${variable}`;
  const password = passwordIn(site.text) ?? (isPassword(name) ? value : undefined);
  if (password === undefined) return `${name} ${value}`;
  const [same] = all.flatMap((other) =>
    other.value === password ? (variableAround(other.site.text, password) ?? []) : [],
  );
  return same === undefined ? `password ${password}` : `variable ${same}`;
}

function isPassword(name: string): boolean {
  return /PASS(WORD|WD)?$|PWD$/i.test(name);
}

/** The database's own name for it first; with its service's where another value has that name. */
function variableFor(
  key: string,
  uses: readonly ComposeLiteral[],
  taken: ReadonlyMap<string, string>,
): string {
  const named = uses.filter(({ site }) => passwordIn(site.text) === undefined);
  const [first] = [...named.filter(({ site }) => site.isDatabase), ...named, ...uses];
  if (first === undefined) return '';
  if (key.startsWith('variable ')) return key.replace('variable ', '');
  const own = first.name.replaceAll(/\W/g, '_');
  const name = named.length > 0 ? own : `${own.replace(/_?(URL|URI|DSN)$/i, '')}_PASSWORD`;
  const full = `${first.site.service}_${name}`.replaceAll(/\W/g, '_').toUpperCase();
  return [name, full].find((each) => (taken.get(each) ?? key) === key) ?? `${full}_2`;
}

function replace(file: ComposeFile, use: ComposeLiteral, variable: string): YamlOperation {
  const { name, value, site } = use;
  // The Platform passes a fixed list of variables: one that is demanded would stop its deployment.
  const by = file.override ? `\${${variable}}` : `\${${variable}:?}`;
  const text =
    variableAround(site.text, value) === undefined
      ? withoutSecret(site.text, by)
      : withoutDefault(site.text, value, by);
  return {
    op: 'set',
    route: site.route,
    value: site.form === 'list' ? `${name}=${text}` : text,
  };
}
