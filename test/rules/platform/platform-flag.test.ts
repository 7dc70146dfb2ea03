import { platformFlag } from '../../../src/rules/platform/platform-flag.js';
import { testRule } from '../tester.js';

const override = (environment: string): Readonly<Record<string, string>> => ({
  'compose.override.prod.yml': `services:
  web_nei:
    environment:
${environment}  api_rally:
    image: ghcr.io/x/api-rally
`,
});
const path = 'compose.override.prod.yml';
const slip =
  'web_nei gets ENABLE_GALA, but not ENABLE_RALLY: the web client does not show this extension.';
const exact = 'and the web client shows the extension only for exactly "True".';

testRule(platformFlag, {
  valid: [
    {
      name: "its own flag, also besides another's",
      files: override("      ENABLE_GALA: 'True'\n      ENABLE_RALLY: 'True'\n"),
    },
    { name: 'in a list', files: override('      - ENABLE_RALLY=True\n') },
    {
      name: 'a value from outside',
      files: override('      ENABLE_RALLY: ${ENABLE_RALLY:-True}\n'),
    },
    { name: 'a value from the host, in a list', files: override('      - ENABLE_RALLY\n') },
    { name: 'no flag at all', files: override("      MODE: 'True'\n") },
    {
      name: 'an extension whose name has a hyphen',
      files: {
        'manifest.json': '{ "name": "beer-rally", "version": "1.0.0" }',
        ...override("      ENABLE_BEER_RALLY: 'True'\n"),
      },
    },
  ],
  invalid: [
    {
      name: "another's flag is renamed; value, quotes and comments stay",
      files: override("      # shown in the navigation\n      ENABLE_GALA: 'True'   # yes\n"),
      findings: [`${path}:5:7 ${slip}`],
      after: override("      # shown in the navigation\n      ENABLE_RALLY: 'True'   # yes\n"),
    },
    {
      name: 'in a list, with comments in between',
      files: override('      - A=1\n      # flag\n      - "ENABLE_GALA=True"\n'),
      findings: [`${path}:6:9 ${slip}`],
      after: override('      - A=1\n      # flag\n      - "ENABLE_RALLY=True"\n'),
    },
    {
      name: 'in both overrides',
      files: {
        ...override("      ENABLE_GALA: 'True'\n"),
        'compose.override.yml': 'services:\n  web_nei:\n    environment: { ENABLE_GALA: "True" }\n',
      },
      findings: [`${path}:4:7 ${slip}`, `compose.override.yml:3:20 ${slip}`],
      after: {
        ...override("      ENABLE_RALLY: 'True'\n"),
        'compose.override.yml':
          'services:\n  web_nei:\n    environment: { ENABLE_RALLY: "True" }\n',
      },
    },
    {
      name: 'several flags and none of its own: a person says which',
      files: override("      ENABLE_GALA: 'True'\n      ENABLE_DARK_MODE: 'True'\n"),
      findings: [
        `${path}:4:7 web_nei gets ENABLE_GALA and ENABLE_DARK_MODE, but not ENABLE_RALLY: the web client does not show this extension.`,
      ],
    },
    {
      name: 'a boolean, which arrives as "true"',
      files: override('      ENABLE_RALLY: True\n'),
      findings: [`${path}:4:7 ENABLE_RALLY is passed as "true", ${exact}`],
      after: override('      ENABLE_RALLY: "True"\n'),
    },
    {
      name: 'the wrong case',
      files: override("      ENABLE_RALLY: 'true'\n"),
      findings: [`${path}:4:7 ENABLE_RALLY is "true", ${exact}`],
      after: override("      ENABLE_RALLY: 'True'\n"),
    },
    {
      name: 'quotes inside of a list item',
      files: override('      - ENABLE_RALLY="True"\n'),
      findings: [`${path}:4:9 ENABLE_RALLY is "\\"True\\"", ${exact}`],
      after: override('      - ENABLE_RALLY=True\n'),
    },
    {
      name: "switched off: a person's decision",
      files: override("      ENABLE_RALLY: 'False'\n"),
      findings: [`${path}:4:7 ENABLE_RALLY is "False", ${exact}`],
    },
    {
      name: "another's flag with a boolean",
      files: override('      ENABLE_GALA: true\n'),
      findings: [`${path}:4:7 ${slip}`],
      after: override('      ENABLE_RALLY: "True"\n'),
    },
  ],
  notApplicable: [
    {
      name: 'an extension without overrides',
      files: {
        'compose.prod.yml': 'services:\n  web_nei: { environment: { ENABLE_GALA: "True" } }\n',
      },
    },
  ],
});
