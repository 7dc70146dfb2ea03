import { secretsIgnored } from '../../../src/rules/secrets/secrets-ignored.js';
import { apiDockerfile } from '../sample.js';
import { testRule } from '../tester.js';

const IGNORED = '.env\n.env.*\n*.pem\n*.key\n';
const compose = 'services:\n  api_rally:\n    image: ghcr.io/x/api-rally\n';
const copyAll = apiDockerfile.replace('COPY ./app ./app', 'COPY . .');

testRule(secretsIgnored, {
  valid: [
    {
      name: 'all of them by git; an image that copies by name needs no .dockerignore',
      files: {
        '.gitignore': IGNORED,
        'compose.prod.yml': compose,
        'api-rally/Dockerfile': apiDockerfile,
      },
    },
    {
      name: 'by a .dockerignore that keeps everything out but a folder, and by patterns without **',
      files: {
        '.gitignore': `# all\n${IGNORED}`,
        'compose.prod.yml': `${compose}  api_two:\n    build: api-two\n`,
        'api-rally/Dockerfile': copyAll,
        'api-rally/.dockerignore': '*\n!app\n',
        'api-two/Dockerfile': copyAll,
        'api-two/.dockerignore': IGNORED,
      },
    },
    {
      name: "Vite's public .env.production may be tracked",
      files: { '.gitignore': '.env\n*.pem\n*.key\n', 'web-rally/.env.production': 'VITE_X=1\n' },
    },
  ],
  invalid: [
    {
      name: 'what is missing goes beside what is there',
      files: { '.gitignore': 'dist/\r\n.env\r\n\r\n# end' },
      findings: [
        '.gitignore:1:1 .gitignore does not name .env.production, *.pem, *.key: such files could be committed.',
      ],
      after: { '.gitignore': 'dist/\r\n.env\r\n.env.production\r\n*.pem\r\n*.key\r\n\r\n# end' },
    },
    {
      name: 'beside the patterns of environment files, not of other tools',
      files: {
        '.gitignore': '.env\n.env.*\n!.env.production.example\n\n# Python\n.envrc\n.venv\n',
      },
      findings: [
        '.gitignore:1:1 .gitignore does not name *.pem, *.key: such files could be committed.',
      ],
      after: {
        '.gitignore':
          '.env\n.env.*\n!.env.production.example\n*.pem\n*.key\n\n# Python\n.envrc\n.venv\n',
      },
    },
    {
      name: 'no .gitignore, no .dockerignore, secret files inside of the repository',
      files: {
        'compose.prod.yml': `${compose}secrets:\n  key: { file: ./secrets/key }\n  far: { file: "\${DIR:-/x}/far" }\n`,
        'api-rally/Dockerfile': copyAll,
      },
      findings: [
        'manifest.json:1:1 There is no .gitignore: .env, .env.production, secrets/key, *.pem, *.key could be committed.',
        'api-rally/Dockerfile:1:1 There is no api-rally/.dockerignore: **/.env, **/.env.production, **/*.pem, **/*.key are copied into the image.',
      ],
      after: {
        '.gitignore': '.env\n.env.production\nsecrets/key\n*.pem\n*.key\n',
        'api-rally/.dockerignore': '**/.env\n**/.env.production\n**/*.pem\n**/*.key\n',
      },
    },
  ],
});
