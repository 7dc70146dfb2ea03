import { webBase } from '../../../src/rules/platform/web-base.js';
import { testRule } from '../tester.js';

const packageJson = '{"scripts": {"build": "vite build"}}\n';
const withConfig = (text: string): Record<string, string> => ({
  'web-rally/package.json': packageJson,
  'web-rally/vite.config.ts': text,
});

testRule(webBase, {
  valid: [
    { name: 'with a slash at the end', files: withConfig("export default { base: '/rally/' }\n") },
    { name: 'without one', files: withConfig("export default { base: '/rally' }\n") },
    {
      name: 'a constant, only in the build',
      files: withConfig(
        "const name = 'rally';\nexport default ({ command }) => ({ base: command === 'build' ? `/${name}/` : '/' });\n",
      ),
    },
    {
      name: 'a default that the image does not change',
      files: withConfig("export default { base: process.env.BASE_PATH ?? '/rally/' }\n"),
    },
    {
      name: 'an option of the command, which wins',
      files: {
        'web-rally/package.json': '{"scripts": {"build": "vite build --base=/rally/"}}\n',
        'web-rally/vite.config.ts': "export default { base: '/' }\n",
      },
    },
  ],
  invalid: [
    {
      name: 'another path',
      files: withConfig("export default { base: '/gala' } // ours\n"),
      findings: [
        "web-rally/vite.config.ts:1:24 base is '/gala', but the client is served at /rally/.",
      ],
      after: { 'web-rally/vite.config.ts': "export default { base: '/rally/' } // ours\n" },
    },
    {
      name: 'not set; that of a plugin is not the one of Vite',
      files: withConfig("export default {\n  plugins: [VitePWA({ base: '/rally/' })],\n}\n"),
      findings: ["web-rally/vite.config.ts:1:1 base is not set: set it to '/rally/'."],
      after: {
        'web-rally/vite.config.ts':
          "export default {\n  base: '/rally/',\n  plugins: [VitePWA({ base: '/rally/' })],\n}\n",
      },
    },
    {
      name: 'not set, in a stack of its own whose proxy routes the path',
      files: {
        ...withConfig('export default {}\n'),
        'compose.yml': 'services:\n  frontend:\n    build: ./web-rally\n',
        'deploy/proxy.conf': 'server {\n  location /rally/ {\n  }\n}\n',
      },
      findings: ["web-rally/vite.config.ts:1:1 base is not set: set it to '/rally/'."],
      after: { 'web-rally/vite.config.ts': "export default { base: '/rally/' }\n" },
    },
    {
      name: 'an option of the command',
      files: {
        'web-rally/package.json': '{"scripts": {"build": "vite build --base /"}}\n',
        'web-rally/vite.config.ts': "export default { base: '/rally/' }\n",
      },
      findings: [
        "web-rally/package.json:1:23 vite build: base is '/', but the client is served at /rally/.",
      ],
    },
  ],
  manual: [
    {
      name: 'relative, or the address of a CDN',
      files: withConfig("export default { base: './' }\n"),
      findings: [
        "web-rally/vite.config.ts:1:24 base is './': see that the scripts are found from every page below /rally/.",
      ],
    },
    {
      name: 'what an import gives',
      files: withConfig("import shared from './shared';\nexport default { ...shared }\n"),
      findings: [
        'web-rally/vite.config.ts:1:1 What base is cannot be told from here: see that it is /rally/ in the image.',
      ],
    },
    {
      name: 'what an environment file gives, with another path where it does not',
      files: withConfig(
        "import { loadEnv } from 'vite';\nexport default ({ mode }) => {\n  const env = loadEnv(mode, '.');\n  return { base: env.VITE_BASE || '/' };\n}\n",
      ),
      findings: [
        'web-rally/vite.config.ts:4:18 What base is cannot be told from here: see that it is /rally/ in the image.',
      ],
    },
    {
      name: 'what an environment file gives',
      files: withConfig(
        "import { loadEnv } from 'vite';\nexport default ({ mode }) => {\n  const env = loadEnv(mode, '.');\n  return { base: env.VITE_BASE };\n}\n",
      ),
      findings: [
        'web-rally/vite.config.ts:4:18 What base is cannot be told from here: see that it is /rally/ in the image.',
      ],
    },
  ],
  notApplicable: [
    {
      name: 'no client',
      files: {},
      reason: 'no web client that the Platform serves has a vite.config',
    },
    {
      name: 'the client of a project that is no part of the Platform',
      files: {
        'frontend/package.json': packageJson,
        'frontend/vite.config.ts': 'export default {}\n',
        'compose.yml': 'services:\n  frontend:\n    build: ./frontend\n',
      },
      reason: 'no web client that the Platform serves has a vite.config',
    },
    {
      name: 'a project with a stack of its own in which nothing routes the path',
      files: {
        ...withConfig('export default {}\n'),
        'compose.yml': 'services:\n  frontend:\n    build: ./web-rally\n',
        'web-rally/nginx.conf': 'server {\n  listen 80;\n  location / {\n  }\n}\n',
      },
      reason: 'no web client that the Platform serves has a vite.config',
    },
  ],
});
