import { inspect } from '../../../src/extension/inspect.js';
import { routesOf } from '../../../src/rules/independence/standalone/routes.js';
import { sourceOf } from '../../../src/rules/independence/standalone/source.js';
import { removeTrees, writeTree } from '../../tree.js';
import { apiDockerfile, sample, webDockerfile } from '../sample.js';

afterEach(removeTrees);

const web = `  web_rally:
    image: ghcr.io/nei/web-rally
`;

function routes(main: string, services = web) {
  const extension = inspect(
    writeTree({
      ...sample,
      'compose.override.prod.yml': `services:\n  api_rally:\n    image: ghcr.io/nei/api-rally\n${services}`,
      'api-rally/Dockerfile': apiDockerfile,
      'api-rally/app/main.py': `from fastapi import FastAPI\napp = FastAPI()\n${main}`,
      'web-rally/Dockerfile': webDockerfile,
    }),
  );
  const source = sourceOf(extension);
  if (source === undefined) throw new Error('nothing is deployed');
  return routesOf(extension, source);
}

const get = (path: string): string => `@app.get("${path}")\ndef f(): ...\n`;

test('an API and a client have the routes that the Platform gives them', () => {
  expect(routes(get('/api/rally/v1/teams') + get('/metrics'))).toEqual({
    apis: [{ service: 'api_rally', port: 8003, prefixes: ['/api/rally', '/static/rally'] }],
    web: { service: 'web_rally', port: 3003, path: '/rally/' },
  });
});

test.each([
  ['that answers below another path, that one', '/api/v1/teams', ['/api/v1']],
  ['whose routes are not known, those of the Platform', '/teams', ['/api/rally', '/static/rally']],
  [
    'with an operational path only, those of the Platform',
    '/api/v1/health',
    ['/api/rally', '/static/rally'],
  ],
])('an API %s', (_name, path, prefixes) => {
  expect(routes(get(path)).apis.map((api) => api.prefixes)).toEqual([prefixes]);
});

test('without a client there is none', () => {
  expect(routes('', '').web).toBeUndefined();
});
