import { inspect } from '../../../src/extension/inspect.js';
import type { ComposeFile, Extension } from '../../../src/extension/model.js';
import {
  externals,
  projectFlag,
  stagingFlag,
} from '../../../src/rules/docs/deployment/compose-command.js';
import { removeTrees, writeTree } from '../../tree.js';
import { sample } from '../sample.js';

afterEach(removeTrees);

const PROD = 'deploy/compose.prod.yml';
const STAGING = 'deploy/compose.staging.yml';
const STACK = 'services:\n  api:\n    image: example/api\n';

function read(
  path: string,
  files: Readonly<Record<string, string>>,
): readonly [Extension, ComposeFile] {
  const extension = inspect(writeTree({ ...sample, [PROD]: STACK, [STAGING]: STACK, ...files }));
  const file = extension.composeFiles.find((each) => each.path === path);
  if (file === undefined) throw new Error(`no ${path}`);
  return [extension, file];
}

describe('the project of a stack', () => {
  test.each([
    ['a Makefile', { Makefile: `up:\n\tdocker compose --project-name union -f ${PROD} up\n` }],
    [
      'a workflow',
      {
        '.github/workflows/deploy.yml': `on: push\njobs:\n  up:\n    runs-on: self-hosted\n    steps:\n      - run: docker compose -p union --file=./${PROD} up\n`,
      },
    ],
  ])('is the one that %s gives it', (_, files) => {
    expect(projectFlag(...read(PROD, files))).toBe('--project-name union ');
  });

  test.each([
    ['another file', `docker compose -p union -f ${STAGING} up`],
    ['a variable', `docker compose -p $(NAME) -f ${PROD} up`],
    ['another command', `docker compose -f ${PROD} pull; docker compose -p union up`],
  ])('is nothing that %s is given', (_, command) => {
    expect(projectFlag(...read(PROD, { Makefile: `up:\n\t${command}\n` }))).toBe('');
  });
});

describe('the project of staging', () => {
  test('is one of its own: files of one directory would be one project', () => {
    expect(stagingFlag(...read(STAGING, {}))).toBe('--project-name rally-staging ');
  });

  test('is the one that its commands or the file itself name', () => {
    const Makefile = `up:\n\tdocker compose -p rehearsal -f ${STAGING} up\n`;
    expect(stagingFlag(...read(STAGING, { Makefile }))).toBe('--project-name rehearsal ');
    expect(stagingFlag(...read(STAGING, { [STAGING]: `name: own\n${STACK}` }))).toBe('');
  });
});

test('what a stack joins and does not make', () => {
  const text = `${STACK}networks:\n  inner: {}\n  shared:\n    external: true\n  named:\n    external: true\n    name: union_net\n  older:\n    external:\n      name: old_net\n  not:\n    external: false\n`;
  const [, file] = read(PROD, { [PROD]: text });
  expect(externals(file, 'networks')).toEqual(['shared', 'union_net', 'old_net']);
  expect(externals(file, 'volumes')).toEqual([]);
});
