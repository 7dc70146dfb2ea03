import { envTracked } from '../../../src/rules/docs/env-tracked.js';
import { testRule } from '../tester.js';

const compose = { 'compose.prod.yml': 'services:\n  api_rally:\n    image: a:${TAG}\n' };

testRule(envTracked, {
  valid: [
    {
      name: 'an exception for the template',
      files: { ...compose, '.gitignore': '.env.*\n!.env.production.example\n' },
    },
    {
      name: 'an exception for all templates',
      files: { ...compose, '.gitignore': '.env*\n!*.example\n' },
    },
    {
      name: 'only the real file is ignored',
      files: { ...compose, '.gitignore': '/.env.production' },
    },
  ],
  invalid: [
    {
      name: 'a pattern takes the template with it',
      files: {
        ...compose,
        '.gitignore': '# Env\n.env\n.env.*\n# ...but keep the template\n!.env.example\n\n*.log\n',
      },
      findings: [
        '.gitignore:3:1 This pattern makes git ignore .env.production.example: nobody gets it.',
      ],
      after: {
        '.gitignore':
          '# Env\n.env\n.env.*\n# ...but keep the template\n!.env.example\n!.env.production.example\n\n*.log\n',
      },
    },
    {
      name: 'a pattern takes the template with it that has another usual name',
      files: { ...compose, '.env.prod.example': 'TAG=\n', '.gitignore': '.env.*\n' },
      findings: ['.gitignore:1:1 This pattern makes git ignore .env.prod.example: nobody gets it.'],
      after: { '.gitignore': '.env.*\n!.env.prod.example\n' },
    },
    {
      name: 'the real file is not ignored',
      files: { ...compose, '.gitignore': '.env\r\n\r\n*.log' },
      findings: [
        '.gitignore:1:1 No pattern makes git ignore .env.production, which will have secrets in it.',
      ],
      after: { '.gitignore': '.env\r\n.env.production\r\n\r\n*.log' },
    },
    {
      name: 'both',
      files: { ...compose, '.gitignore': '*.example\n' },
      findings: [
        '.gitignore:1:1 This pattern makes git ignore .env.production.example: nobody gets it.',
        '.gitignore:1:1 No pattern makes git ignore .env.production, which will have secrets in it.',
      ],
      after: { '.gitignore': '*.example\n!.env.production.example\n.env.production\n' },
    },
    {
      name: 'no .gitignore',
      files: compose,
      findings: [
        'manifest.json:1:1 There is no .gitignore: git would take .env.production with its secrets.',
      ],
      after: { '.gitignore': '.env.production\n' },
    },
    {
      name: 'somebody decided that the real file is tracked',
      files: { ...compose, '.gitignore': '.env.*\n!.env.production*\n' },
      findings: [
        '.gitignore:2:1 This line makes git track .env.production, which has the secrets in it: remove it.',
      ],
    },
  ],
  notApplicable: [{ name: 'nothing reads a variable', files: { '.gitignore': '.env.*\n' } }],
});
