import { inspect } from '../../../src/extension/inspect.js';
import { monitoringNetworks } from '../../../src/rules/docs/deployment/monitoring-networks.js';
import { removeTrees, writeTree } from '../../tree.js';
import { apiDockerfile, plainApp, sample } from '../sample.js';

const STACK = 'deploy/compose.standalone.yml';
const files = {
  ...sample,
  'api-rally/Dockerfile': apiDockerfile,
  'api-rally/app/main.py': plainApp.replace('/teams', '/metrics'),
  'compose.override.prod.yml': `services:
  api_rally:
    image: ghcr.io/nei/api-rally:1
    build: extensions/rally/api-rally
    networks: [backend]
`,
};
const stack = (name: string, backend = '{}'): string => `${name}services:
  api_rally:
    image: ghcr.io/nei/api-rally:1
    networks: [backend]
networks:
  backend: ${backend}
`;

/** What monitoring has to be told about this stack. */
function told(text: string): readonly string[] {
  const extension = inspect(writeTree({ ...files, [STACK]: text }));
  const file = extension.composeFiles.find(({ path }) => path === STACK);
  expect(file).toBeDefined();
  return monitoringNetworks(extension, file);
}

afterEach(removeTrees);

describe('the networks that monitoring is told', () => {
  test('those that the stack calls otherwise than the Platform', () => {
    expect(told(stack('name: rally\n'))).toEqual(['BACKEND_NETWORK=rally_backend']);
  });

  test('none that are called as in the Platform', () => {
    expect(told(stack('name: platform\n'))).toEqual([]);
  });

  test('none that have a name of their own', () => {
    expect(told(stack('name: rally\n', '{ name: platform_backend }'))).toEqual([]);
  });

  test('none where the project has no name, or one that a variable decides', () => {
    expect(told(stack(''))).toEqual([]);
    expect(told(stack('name: ${PROJECT}\n'))).toEqual([]);
  });
});
