import { isRecord } from '../../extension/records.js';
import type { SchemaError } from './schema.js';

export type Route = readonly (string | number)[];

export interface SchemaFinding {
  readonly route: Route;
  readonly message: string;
}

const KINDS: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a map',
  boolean: 'true or false',
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  null: 'empty',
};

/** What the schema has against one value, in plain words, without saying anything twice. */
export function explain(
  route: Route,
  value: unknown,
  errors: readonly SchemaError[],
): SchemaFinding[] {
  const types = allowedTypes(errors);
  const name = route.join('.');
  const found: SchemaFinding[] = [];
  if (types.length > 0) {
    found.push({ route, message: `${name} is ${kindOf(value)}, but must be ${listed(types)}.` });
  }
  for (const error of errors) {
    const finding = explainOne(route, name, error);
    if (finding === undefined || found.some(({ message }) => message === finding.message)) continue;
    found.push(finding);
  }
  if (found.length > 0) return found;
  return [{ route, message: `${name} has none of the forms Compose knows.` }];
}

function explainOne(route: Route, name: string, error: SchemaError): SchemaFinding | undefined {
  const { keyword, params, message = 'is not valid' } = error;
  switch (keyword) {
    case 'type':
    case 'anyOf':
    case 'oneOf':
      return undefined;
    case 'additionalProperties': {
      const key = String(params.additionalProperty);
      const place = name === '' ? 'at the top level' : `in ${name}`;
      return { route: [...route, key], message: `Compose knows no key "${key}" ${place}.` };
    }
    case 'required':
      return { route, message: `${name} has no ${String(params.missingProperty)}.` };
    case 'enum':
      return { route, message: `${name} must be one of ${String(params.allowedValues)}.` };
    case 'uniqueItems':
      return { route, message: `${name} lists the same twice.` };
    default:
      return { route, message: `${name} ${message}.` };
  }
}

function allowedTypes(errors: readonly SchemaError[]): string[] {
  const types = errors.flatMap(({ keyword, params }) => (keyword === 'type' ? [params.type] : []));
  const allowed = new Set(types.flat().map(String));
  return Object.keys(KINDS).filter((kind) => allowed.has(kind));
}

/** `a list, a text or empty`. */
function listed(types: readonly string[]): string {
  const names = types.map((type) => KINDS[type] ?? type);
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${last}` : last;
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (isRecord(value)) return 'a map';
  return typeof value === 'string' ? 'a text' : `the ${typeof value} ${JSON.stringify(value)}`;
}
