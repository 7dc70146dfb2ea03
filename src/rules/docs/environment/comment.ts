import { posix } from 'node:path';
import type { FieldType } from '../../../extension/environment/field-type.js';
import { isConnection, isSecret } from '../../../extension/environment/secret.js';
import { environmentOf } from '../../../extension/compose/environment.js';
import type { Extension } from '../../../extension/model.js';
import type { Passed } from './passing.js';
import { howToGet } from './secrets.js';
import { isForDevelopment } from './stage.js';
import { follows, type VariableState } from './state.js';

const TYPES: Readonly<Record<FieldType['kind'], string>> = {
  text: 'Text',
  integer: 'Whole number',
  number: 'Number',
  boolean: 'true or false',
  list: 'JSON list',
  object: 'JSON object',
  url: 'URL',
  connection: 'Connection URL',
  secret: 'Text',
  email: 'E-mail address',
  path: 'Path',
  duration: 'Duration in seconds',
  choice: 'One of',
  other: 'Value',
};

const MAX_PLACES = 4;

/** The comment above a variable: what it is for, its type and default, where it is read, what to do. */
export function commentOf(state: VariableState, extension: Extension): string[] {
  const { variable } = state;
  const { secret, code } = variable;
  // What somebody wrote beside a secret may have the secret in it.
  const description = secret ? undefined : code?.description;
  return [
    ...(description === undefined ? [] : [sentence(oneLine(description))]),
    `${typeText(state)}, ${needText(state)}.`,
    `Read in ${places(state)}.`,
    ...notes(state, extension),
  ];
}

function typeText({ variable }: VariableState): string {
  const type = variable.code?.type;
  if (type === undefined) return 'Text';
  if (type.kind === 'choice') return `One of ${type.choices.join(', ')}`;
  if (type.kind === 'other' && /^[A-Z]\w+$/.test(type.name)) return `Value of ${type.name}`;
  const isJson = variable.code?.json === true;
  return type.kind === 'list' && !isJson ? 'List' : TYPES[type.kind];
}

function needText(state: VariableState): string {
  const { variable, replaced, fromFile, required, fallback } = state;
  if (required) return 'required';
  if (fromFile !== undefined) return 'from a file';
  if (replaced !== undefined)
    return replaced.by === 'image' ? 'set by the image' : 'set by compose';
  if (variable.secret || fallback === undefined) return 'optional';
  if (fallback === '') return 'optional, empty by default';
  return `default ${oneLine(fallback)}${condition(state)}`;
}

/** Under which other variables the default holds. */
function condition({ variable }: VariableState): string {
  const { code } = variable;
  if (!follows(variable) || code?.default.kind !== 'known') return '';
  const given = code.default.given.map(([name, text]) =>
    isSecret(name, undefined) ? name : `${name}=${text}`,
  );
  return ` with ${given.join(', ')}`;
}

function places({ variable }: VariableState): string {
  const all = [
    ...new Set(variable.readings.map(({ file, position }) => `${file}:${position.line}`)),
  ];
  const shown = all.slice(0, MAX_PLACES);
  const rest = all.length - shown.length;
  return (
    shown.join(', ') + (rest > 0 ? ` and ${rest} more ${rest === 1 ? 'place' : 'places'}` : '')
  );
}

function notes(state: VariableState, extension: Extension): string[] {
  const { variable, replaced, fromFile, unread, settable, required, fallback } = state;
  if (fromFile !== undefined) return [fileNote(fromFile)];
  const { name, code, compose, build, secret } = variable;
  const from = code?.default.kind === 'computed' ? code.default.from : [];
  const found: string[] = [];
  if (unread && required) found.push('Compose asks for it, and nothing reads it.');
  else if (unread) found.push('Compose passes it on, and nothing reads it: it need not be set.');
  if (replaced !== undefined) {
    const place = `${replaced.file}:${replaced.position.line}`;
    if (replaced.from.length > 0)
      found.push(
        `Made of ${replaced.from.join(', ')} in ${place}: one that is set here has no effect.`,
      );
    else found.push(`Its value is in ${place}: one that is set here has no effect.`);
  } else if (from.length > 0) found.push(`Without it: worked out from ${from.join(', ')}.`);
  if (required && compose.some(({ operator }) => operator === '') && (fallback ?? '') !== '') {
    found.push('Without it Compose passes an empty value, and not the default of the code.');
  }
  if (isForDevelopment(name, fallback)) {
    found.push('The default is for development: look in the code what it is called in production.');
  }
  if (code !== undefined && !settable && replaced === undefined && isUnreachable(name, extension)) {
    found.push('No compose file passes it on: to use it, add it to the environment of the API.');
  }
  if (build.length > 0 && compose.length === 0) {
    found.push('Goes into the bundle when the image is built: give it with --build-arg.');
  }
  const isMade = !unread && replaced === undefined && from.length === 0;
  if (secret && isMade) found.push(howToGet(name, isConnection(name, code?.type)));
  if (secret && isMade && (fallback ?? '') !== '') {
    found.push('The default is in the repository for everybody to read: set your own.');
  }
  return found;
}

/** The path in the container, which ends in the name of the secret. */
function fileNote({ file, position, text }: Passed): string {
  const name = text === undefined ? '' : ` ${posix.basename(text)}`;
  return `Write it into the secret file${name} (${file}:${position.line}): one that is set here has no effect.`;
}

/** True where there are deployments, and no service of theirs is given a variable of this name. */
function isUnreachable(name: string, { composeFiles }: Extension): boolean {
  const deployed = composeFiles.filter(({ kind }) => kind !== 'development');
  const isGiven = deployed
    .flatMap(({ services }) => services)
    .some(({ definition }) => environmentOf(definition).some((entry) => entry.name === name));
  return deployed.length > 0 && !isGiven;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function sentence(text: string): string {
  const start = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?:)]$/.test(start) ? start : `${start}.`;
}
