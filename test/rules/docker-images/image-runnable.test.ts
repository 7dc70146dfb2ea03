import { imageRunnable } from '../../../src/rules/docker-images/image-runnable.js';
import { apiDockerfile, webDockerfile } from '../sample.js';
import { testRule } from '../tester.js';

const compose = 'compose.prod.yml';
const dockerfile = 'web-rally/Dockerfile';
const conf = 'web-rally/nginx/default.conf';
const runsWeb = 'services:\n  web_rally:\n    build: web-rally\n';

const build = `FROM node:22-alpine AS build
WORKDIR /web
COPY . .
RUN npm run build
`;
const artifact = `${build}
FROM scratch AS artifact
COPY --from=build /web/dist /dist
`;

/** The stage that is added. */
const serving = (name: string, from: string, to = '/usr/share/nginx/html/rally'): string => `
# Serves the client as user 101; "--target ${name}" still gives its files alone.
FROM nginxinc/nginx-unprivileged:1.29-alpine AS runtime
COPY nginx/default.conf /etc/nginx/conf.d/default.conf
COPY --from=${name} ${from} ${to}
EXPOSE 3003
`;

const fault = (line: number, image = 'scratch'): string =>
  `${dockerfile}:${line}:1 The image of web_rally has nothing to run: it ends with a stage of ${image} without a command.`;

const configuration = (
  assets: string,
): string => `# Serves the built client below /rally/, to the proxy in front of it.

# Files with a hash in their name never change; all others are asked for again.
map $uri $client_cache {
  default            no-cache;
  ~^/rally/${assets}/ "public, max-age=31536000, immutable";
}

server {
  listen 3003;
  root /usr/share/nginx/html;
  index index.html;
  server_tokens off;
  # The proxy has another host, port and scheme than this server.
  absolute_redirect off;

  gzip on;
  gzip_proxied any;
  gzip_vary on;
  gzip_types text/css text/javascript application/javascript application/json application/manifest+json image/svg+xml;

  # Headers belong here only: a location with an add_header of its own would lose them.
  add_header Cache-Control $client_cache;
  add_header Content-Security-Policy "frame-ancestors 'self'" always;
  add_header X-Content-Type-Options nosniff always;
  add_header Referrer-Policy strict-origin-when-cross-origin always;

  location = / {
    return 302 /rally/;
  }

  location = /rally {
    return 301 /rally/$is_args$args;
  }

  location /rally/ {
    # The client's router knows what is no file.
    try_files $uri /rally/index.html;
  }

  location /rally/${assets}/ {
    # A file of an older build: index.html would be taken for a script.
    try_files $uri =404;
  }
}
`;

testRule(imageRunnable, {
  valid: [
    {
      name: 'images with a server, a command of their own or of the service',
      files: {
        [compose]: `services:
  web_rally: { build: web-rally }
  api_rally: { build: api-rally }
  worker: { build: worker, command: celery worker }
`,
        [dockerfile]: webDockerfile,
        'api-rally/Dockerfile': apiDockerfile,
        'worker/Dockerfile': 'FROM python:3.12-slim\nCOPY app app\n',
      },
    },
    {
      name: 'files that are only built, or given to somebody else',
      files: {
        [compose]: `services:
  web_rally: { build: web-rally, deploy: { replicas: 0 } }
  web_two: { build: web-rally, scale: 0 }
`,
        [dockerfile]: artifact,
      },
    },
  ],
  invalid: [
    {
      name: 'a stage of files gets an nginx behind it, and keeps its name',
      files: { [compose]: runsWeb, [dockerfile]: artifact, 'web-rally/package.json': '{}' },
      findings: [fault(6)],
      after: {
        [dockerfile]: artifact + serving('artifact', '/dist'),
        [conf]: configuration('assets'),
      },
    },
    {
      name: 'a stage without a name gets one; the directory of the assets is the client’s own',
      files: {
        [compose]: runsWeb,
        [dockerfile]: `${build}FROM alpine:3.22\nWORKDIR /out\nCOPY --from=build /web/LICENSE ./\nCOPY --from=build /web/dist/ ./client`,
        'web-rally/package.json': '{}',
        'web-rally/vite.config.ts':
          "export default { base: '/rally/', build: { assetsDir: 'static' } };\n",
      },
      findings: [fault(5, 'alpine:3.22')],
      after: {
        [dockerfile]: `${build}FROM alpine:3.22 AS artifact\nWORKDIR /out\nCOPY --from=build /web/LICENSE ./\nCOPY --from=build /web/dist/ ./client\n${serving('artifact', '/out/client').trimEnd()}`,
        [conf]: configuration('static'),
      },
    },
    {
      name: 'the repository’s own configuration is used, where it looks for the client',
      files: {
        [compose]:
          'services:\n  web_rally:\n    build: { context: ., dockerfile: web-rally/Dockerfile }\n',
        [dockerfile]: artifact,
        '.dockerignore': '*.conf\n',
        [conf]: `server {
  listen 3003;
  root /srv/www;
  location /rally { try_files $uri $uri/ /rally/index.html; }
}
`,
      },
      findings: [fault(6)],
      after: {
        [dockerfile]:
          artifact +
          serving('artifact', '/dist', '/srv/www/rally').replace(
            'COPY nginx/',
            'COPY web-rally/nginx/',
          ),
        '.dockerignore': '*.conf\n!web-rally/nginx/default.conf\n',
      },
    },
    {
      name: 'a configuration that knows no name serves the client at its root',
      files: {
        [compose]: runsWeb,
        [dockerfile]: artifact,
        'web-rally/nginx.conf':
          'server {\n  listen 3003;\n  root /usr/share/nginx/html;\n  location / { try_files $uri /index.html; }\n}\n',
      },
      findings: [fault(6)],
      after: {
        [dockerfile]:
          artifact +
          serving('artifact', '/dist', '/usr/share/nginx/html').replace(
            'COPY nginx/default.conf',
            'COPY nginx.conf',
          ),
      },
    },
    {
      name: 'a service that builds up to the stage of files builds the server',
      files: {
        [compose]:
          'services:\n  web_rally:\n    build:\n      context: web-rally\n      target: artifact # the files\n',
        [dockerfile]: `${artifact}\nFROM node:22-alpine AS runtime\nCMD ["npm", "test"]\n`,
        [conf]: configuration('assets'),
      },
      findings: [fault(6)],
      after: {
        [compose]:
          'services:\n  web_rally:\n    build:\n      context: web-rally\n      target: serve # the files\n',
        [dockerfile]:
          `${artifact}\nFROM node:22-alpine AS runtime\nCMD ["npm", "test"]\n` +
          serving('artifact', '/dist').replace('AS runtime', 'AS serve'),
      },
    },
    {
      name: 'what a machine cannot tell: the program, the client, the port',
      files: {
        'manifest.json': '{ "name": "rally", "version": "1.0.0" }\n',
        [compose]: `services:
  api_rally: { build: api-rally }
  web_rally: { build: web-rally }
  web_two: { build: web-two }
`,
        'api-rally/Dockerfile': 'FROM python:3.12-slim\nCOPY app app\n',
        [dockerfile]: artifact,
        'web-two/Dockerfile': `${build}FROM scratch\nCOPY --from=build /web/dist /a\nCOPY --from=build /web/public /b\n`,
      },
      findings: [
        'api-rally/Dockerfile:1:1 The image of api_rally has nothing to run: it ends with a stage of python:3.12-slim without a command. What it should start, only you know: write a CMD.',
        `${fault(6)} The port to serve it on is not known: name it in manifest.json (web.port).`,
        'web-two/Dockerfile:5:1 The image of web_two has nothing to run: it ends with a stage of scratch without a command. Which of its files are the built client is not plain: add a stage that serves them.',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'no image of its own',
      files: { [compose]: 'services: { db: { image: "postgres:17" } }\n' },
    },
  ],
});
