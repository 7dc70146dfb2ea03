import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type Generator from 'yeoman-generator';
import { readList } from '../command/arguments.js';
import type { NewRequest } from '../command/new.js';
import { isOwner } from '../command/options.js';
import { assetNames, assets, type AssetName } from '../scaffold/assets.js';
import { complete, whyNoScopes, whyNoText, type Wishes } from '../scaffold/complete.js';
import { titleOf, whyNoName } from '../scaffold/name.js';
import { whyNoPort } from '../scaffold/ports.js';
import type { Database } from '../scaffold/scaffold.js';

interface Answers {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly database: Database;
  readonly apiPort: string;
  readonly webPort: string;
  readonly scopes: string;
  readonly owner: string;
  readonly assets: AssetName[];
  readonly git: boolean;
}

const DATABASES = [
  { name: 'PostgreSQL', value: 'postgres' },
  { name: 'MongoDB', value: 'mongo' },
  { name: 'none', value: 'none' },
];

/** Asks what the new extension shall be, from what was given by flags and the folder on. */
export async function askForScaffold(
  generator: Generator,
  { directory, wishes, git }: NewRequest,
  isNamed: boolean,
): Promise<Wishes & { readonly git: boolean }> {
  const { name } = isNamed
    ? wishes
    : await generator.prompt<Pick<Answers, 'name'>>([nameQuestion(wishes.name)]);
  const suggested = complete({ ...wishes, name }, directory);
  const isWished = (key: keyof Wishes): boolean => wishes[key] !== undefined;
  const answers = await generator.prompt<Partial<Answers>>([
    {
      type: 'input',
      name: 'title',
      message: 'What do people call it?',
      default: titleOf(name),
      when: !isWished('title'),
      validate: (value: string) => whyNoText(value) ?? true,
    },
    {
      type: 'input',
      name: 'description',
      message: 'What is it for, in one line?',
      default: ({ title = suggested.title }: Partial<Answers>) =>
        complete({ name, title }, directory).description,
      when: !isWished('description'),
      validate: (value: string) => whyNoText(value, 160) ?? true,
    },
    {
      type: 'select',
      name: 'database',
      message: 'Where does it keep its data?',
      choices: DATABASES,
      default: suggested.database,
      when: !isWished('database'),
    },
    portQuestion('apiPort', 'Port of the API', suggested.apiPort, !isWished('apiPort')),
    portQuestion('webPort', 'Port of the web client', suggested.webPort, !isWished('webPort')),
    {
      type: 'input',
      name: 'scopes',
      message: 'Scopes it adds to the Platform (the first may change what the example keeps)',
      default: suggested.scopes.join(', '),
      when: !isWished('scopes'),
      validate: (value: string) => whyNoScopes(readList(value) ?? []) ?? true,
    },
    {
      type: 'input',
      name: 'owner',
      message: 'Account on GitHub that the images belong to (ghcr.io/<account>/…)',
      default: suggested.owner,
      when: !isWished('owner'),
      validate: (value: string) => isOwner(value) || 'the name of an account is wanted',
    },
    {
      type: 'checkbox',
      name: 'assets',
      message: 'What shall it come with besides its code?',
      choices: assetNames.map((value) => ({ name: assets[value].title, value, checked: true })),
      when: !isWished('assets'),
    },
    {
      type: 'confirm',
      name: 'git',
      message: 'Make a git repository of it, with all of it in the first commit?',
      when: !git && !existsSync(join(directory, '.git')),
    },
  ]);
  const { apiPort, webPort, scopes, git: isAsked = git, ...rest } = answers;
  return {
    ...wishes,
    name,
    ...rest,
    ...(apiPort === undefined ? {} : { apiPort: Number(apiPort) }),
    ...(webPort === undefined ? {} : { webPort: Number(webPort) }),
    ...(scopes === undefined ? {} : { scopes: readList(scopes) ?? [] }),
    git: isAsked,
  };
}

function nameQuestion(folder: string) {
  return {
    type: 'input' as const,
    name: 'name' as const,
    message: 'Name of the extension (its folder under extensions/)',
    ...(whyNoName(folder) === undefined ? { default: folder } : {}),
    validate: (value: string) => whyNoName(value) ?? true,
  };
}

function portQuestion(
  name: 'apiPort' | 'webPort',
  message: string,
  suggested: number,
  when: boolean,
) {
  return {
    type: 'input' as const,
    name,
    message,
    default: String(suggested),
    when,
    validate: (value: string) => whyNoPort(Number(value)) ?? true,
  };
}
