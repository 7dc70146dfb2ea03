import { inspect } from '../../../src/extension/inspect.js';
import type { ComposeFile, Extension } from '../../../src/extension/model.js';
import {
  composeCommand,
  stagingCommand,
} from '../../../src/rules/docs/deployment/compose-commands.js';
import { externals } from '../../../src/rules/docs/deployment/externals.js';
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

describe('the command for a stack', () => {
  test.each([
    [
      'a Makefile',
      {
        Makefile: `up:\n\tdocker compose --project-name union -f ${PROD} --env-file .env.live up\n`,
      },
    ],
    [
      'a workflow',
      {
        '.github/workflows/deploy.yml': `on: push\njobs:\n  up:\n    runs-on: self-hosted\n    steps:\n      - run: docker compose -p union --file=./${PROD} --env-file=.env.live up\n`,
      },
    ],
  ])('has the project and the variables that %s gives it', (_, files) => {
    expect(composeCommand(...read(PROD, files)).text).toBe(
      `docker compose --project-name union -f ${PROD} --env-file .env.live`,
    );
  });

  test.each([
    ['another file', `docker compose -p union -f ${STAGING} up`],
    ['a variable', `docker compose -p $(NAME) -f ${PROD} up`],
    ['another command', `docker compose -f ${PROD} pull; docker compose -p union up`],
  ])('has nothing that %s is given', (_, command) => {
    expect(composeCommand(...read(PROD, { Makefile: `up:\n\t${command}\n` })).text).toBe(
      `docker compose -f ${PROD} --env-file .env.production`,
    );
  });
});

describe('the command for staging', () => {
  test('has a project of its own: files of one directory would be one', () => {
    expect(stagingCommand(...read(STAGING, {})).text).toBe(
      `docker compose --project-name rally-staging -f ${STAGING} --env-file .env.staging`,
    );
  });

  test('has the project that its commands or the file itself name', () => {
    const Makefile = `up:\n\tdocker compose -p rehearsal -f ${STAGING} up\n`;
    expect(stagingCommand(...read(STAGING, { Makefile })).project).toBe('rehearsal');
    const named = read(STAGING, { [STAGING]: `name: own\n${STACK}` });
    expect(stagingCommand(...named).project).toBeUndefined();
  });
});

test('what a stack joins and does not make', () => {
  const text = `${STACK}networks:\n  inner: {}\n  shared:\n    external: true\n  named:\n    external: true\n    name: union_net\n  older:\n    external:\n      name: old_net\n  not:\n    external: false\n  chosen:\n    external: true\n    name: \${NETWORK}\n`;
  const [extension, file] = read(PROD, { [PROD]: text });
  expect(externals(extension, file, 'networks')).toEqual(['shared', 'union_net', 'old_net']);
  expect(externals(extension, file, 'volumes')).toEqual([]);
});
