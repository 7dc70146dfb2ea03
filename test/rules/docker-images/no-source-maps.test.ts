import { noSourceMaps } from '../../../src/rules/docker-images/no-source-maps.js';
import { testRule } from '../tester.js';

const compose = 'services:\n  web_rally: { build: web-rally }\n';
const dockerfile =
  'FROM node:24-alpine AS build\nCOPY . .\nRUN pnpm install && pnpm build\nFROM nginx:1.27-alpine\nCOPY --from=build /dist /usr/share/nginx/html/rally\n';
const web = {
  'compose.prod.yml': compose,
  'web-rally/Dockerfile': dockerfile,
  'web-rally/package.json': '{"scripts": {"dev": "vite", "build": "tsc && vite build"}}\n',
};
const config = (build: string, before = ''): string =>
  `import { defineConfig } from 'vite';\n${before}export default defineConfig({\n  build: { ${build} },\n});\n`;
const withConfig = (text: string): Record<string, string> => ({
  ...web,
  'web-rally/vite.config.ts': text,
});

testRule(noSourceMaps, {
  valid: [
    { name: 'no word of them: that is the default', files: withConfig(config('outDir: "dist"')) },
    { name: 'turned off', files: withConfig(config('sourcemap: false')) },
    {
      name: 'only where Vite serves, or for another mode',
      files: withConfig(
        'export default ({ command, mode }) => ({ build: { sourcemap: command === "serve" || mode === "debug" } });\n',
      ),
    },
    {
      name: 'asked for by a variable that the image is built without',
      files: withConfig(config('sourcemap: process.env.SOURCE_MAPS === "1"')),
    },
    {
      name: 'only where the maps can be uploaded',
      files: withConfig(
        config(
          "sourcemap: upload && release ? 'hidden' : false",
          'const upload = Boolean(process.env.SENTRY_AUTH_TOKEN);\nconst release = process.env.RELEASE?.trim();\n',
        ),
      ),
    },
    {
      name: 'uploaded to an error tracker and deleted',
      files: withConfig(
        "import { sentryVitePlugin } from '@sentry/vite-plugin';\nexport default {\n  plugins: [sentryVitePlugin({ sourcemaps: { filesToDeleteAfterUpload: ['dist/**/*.map'] } })],\n  build: { sourcemap: 'hidden' },\n};\n",
      ),
    },
    {
      name: 'deleted by the Dockerfile',
      files: {
        ...withConfig(config('sourcemap: true')),
        'web-rally/Dockerfile': dockerfile.replace(
          'pnpm build',
          "pnpm build && find dist -name '*.map' -delete",
        ),
      },
    },
    {
      name: 'deleted by the script',
      files: {
        ...withConfig(config('sourcemap: true')),
        'web-rally/package.json':
          '{"scripts": {"build": "vite build && rimraf \\"dist/**/*.map\\""}}\n',
      },
    },
    {
      name: 'left out of the image',
      files: {
        ...withConfig(config('sourcemap: true')),
        'web-rally/Dockerfile': dockerfile.replace(
          '--from=build',
          '--from=build --exclude=**/*.map',
        ),
      },
    },
    {
      name: 'kept back by nginx',
      files: {
        ...withConfig(config('sourcemap: true')),
        'web-rally/nginx.conf': 'server {\n  location ~ \\.map$ { deny all; }\n}\n',
      },
    },
    {
      name: 'a script that the image is not built with',
      files: {
        ...withConfig(config('outDir: "dist"')),
        'web-rally/package.json':
          '{"scripts": {"build": "vite build", "analyse": "vite build --sourcemap"}}\n',
      },
    },
    {
      name: 'an option of the command that turns them off',
      files: {
        ...withConfig(config('sourcemap: true')),
        'web-rally/package.json': '{"scripts": {"build": "vite build --sourcemap=false"}}\n',
      },
    },
  ],
  invalid: [
    {
      name: 'on',
      files: withConfig(config('sourcemap: true')),
      findings: ['web-rally/vite.config.ts:3:23 build.sourcemap is true; set it to false.'],
      after: { 'web-rally/vite.config.ts': config('sourcemap: false') },
    },
    {
      name: "hidden, which they are not from who guesses their names, where no image's build is known",
      files: {
        'web-rally/package.json': '{}\n',
        'web-rally/vite.config.mjs': "export default { build: { sourcemap: 'hidden' } }\n",
      },
      findings: [
        "web-rally/vite.config.mjs:1:38 build.sourcemap is 'hidden': the maps are served all the same; set it to false.",
      ],
      after: { 'web-rally/vite.config.mjs': 'export default { build: { sourcemap: false } }\n' },
    },
    {
      name: 'in the mode that the Dockerfile builds in, also for the output',
      files: {
        ...withConfig(
          "export default ({ mode }) => ({\n  build: {\n    sourcemap: mode === 'staging',\n    rollupOptions: { output: { sourcemap: 'inline' } },\n  },\n})\n",
        ),
        'web-rally/Dockerfile': dockerfile.replace('pnpm build', 'pnpm run build --mode staging'),
      },
      findings: [
        'web-rally/vite.config.ts:3:16 build.sourcemap is true; set it to false.',
        "web-rally/vite.config.ts:4:43 build.rollupOptions.output.sourcemap is 'inline'; set it to false.",
      ],
      after: {
        'web-rally/vite.config.ts':
          'export default ({ mode }) => ({\n  build: {\n    sourcemap: false,\n    rollupOptions: { output: { sourcemap: false } },\n  },\n})\n',
      },
    },
    {
      name: 'by an option in the scripts that the build leads to',
      files: {
        ...withConfig(config('sourcemap: false')),
        'web-rally/package.json':
          '{\n  "scripts": {\n    "build": "run-p types \\"build-only {@}\\" --",\n    "types": "vue-tsc",\n    "build-only": "vite build --sourcemap"\n  }\n}\n',
      },
      findings: [
        'web-rally/package.json:5:19 vite build is called with --sourcemap: take the option out.',
      ],
    },
    {
      name: 'by an option in the Dockerfile',
      files: {
        ...withConfig(config('sourcemap: false')),
        'web-rally/Dockerfile': dockerfile.replace(
          'pnpm build',
          'npx vite build --sourcemap hidden',
        ),
      },
      findings: [
        'web-rally/Dockerfile:3:1 vite build is called with --sourcemap: take the option out.',
      ],
    },
    {
      name: 'uploaded, and then shipped: turning them off would end the uploads',
      files: withConfig(
        "import { sentryVitePlugin } from '@sentry/vite-plugin';\nexport default { plugins: [sentryVitePlugin()], build: { sourcemap: true } };\n",
      ),
      findings: [
        'web-rally/vite.config.ts:2:69 build.sourcemap is true, and the maps stay in the image once they are uploaded: have the plugin delete them (Sentry: sourcemaps.filesToDeleteAfterUpload).',
      ],
    },
    {
      name: 'switched on by the Dockerfile',
      files: {
        ...withConfig(config("sourcemap: process.env.SOURCE_MAPS !== 'off'")),
        'web-rally/Dockerfile': dockerfile.replace('RUN pnpm', 'ENV SOURCE_MAPS=on\nRUN pnpm'),
      },
      findings: ['web-rally/vite.config.ts:3:23 build.sourcemap is true; set it to false.'],
      after: { 'web-rally/vite.config.ts': config('sourcemap: false') },
    },
  ],
  notApplicable: [
    {
      name: 'another bundler',
      files: { 'web-rally/package.json': '{"scripts": {"build": "react-scripts build"}}\n' },
      reason: 'no web client has a vite.config',
    },
  ],
  manual: [
    {
      name: 'what asks something first, and is off otherwise',
      files: withConfig(
        config("sourcemap: prunes() ? 'hidden' : false", "import { prunes } from './steps';\n"),
      ),
      findings: [
        'web-rally/vite.config.ts:4:34 Whether build.sourcemap is on in the image cannot be told from here: see that it is off.',
      ],
    },
    {
      name: 'a build argument decides',
      files: {
        ...withConfig(config('sourcemap: !!process.env.MAPS')),
        'web-rally/Dockerfile': dockerfile.replace('RUN pnpm', 'ARG MAPS\nRUN pnpm'),
      },
      findings: [
        'web-rally/vite.config.ts:3:23 Whether build.sourcemap is on in the image cannot be told from here: see that it is off.',
      ],
    },
  ],
});
