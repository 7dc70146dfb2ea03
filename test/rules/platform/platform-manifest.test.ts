import { platformManifest } from '../../../src/rules/platform/platform-manifest.js';
import { testRule } from '../tester.js';

const manifest = (text: string): Readonly<Record<string, string>> => ({ 'manifest.json': text });
const platform = { 'compose.yml': 'services: {}\n', 'scripts/manage-extensions.sh': '' };

testRule(platformManifest, {
  valid: [
    { name: 'the least there can be', files: {} },
    {
      name: 'ports as text, links below the extension, in a Platform checkout',
      files: manifest(`{
  "name": "rally", "version": "2.0.0-rc.1+build.5",
  "api": { "port": "8003" }, "web": { "port": 3003 },
  "scopes": [{ "name": "manager-rally" }],
  "nav": [
    { "label": "Rally", "href": "/rally" },
    { "label": "Teams", "href": "/rally/teams" },
    { "label": "Top", "href": "/rally?sort=top" }
  ]
}`),
      at: 'extensions/rally',
      around: platform,
    },
    {
      name: 'an API only, and a name with a hyphen',
      files: {
        ...manifest('{ "name": "beer-rally", "version": "1.0.0", "api": { "port": 1 } }'),
        'compose.prod.yml': 'services:\n  api_beer_rally: { image: a }\n',
      },
    },
  ],
  invalid: [
    {
      name: 'a folder of another name, and a name no image can have',
      files: manifest('{\n  "name": "Rally",\n  "version": "1.0.0"\n}\n'),
      at: 'extensions/rally',
      around: platform,
      findings: [
        'manifest.json:2:11 The name "Rally" cannot be part of service and image names: use lower-case letters, digits, - and _.',
        'manifest.json:2:11 The name "Rally" differs from its folder extensions/rally: the Platform knows it by the folder.',
      ],
    },
    {
      name: 'no version',
      files: manifest('{ "name": "rally" }'),
      findings: ['manifest.json:1:1 The manifest has no version.'],
    },
    {
      name: 'a version that is none',
      files: manifest('{ "name": "rally", "version": "1.0" }'),
      findings: ['manifest.json:1:31 The version "1.0" is not a semantic version such as "1.0.0".'],
    },
    {
      name: 'scopes and links the Platform cannot read',
      files: manifest(`{
  "name": "rally",
  "version": "1.0.0",
  "scopes": ["manager-rally", { "description": "nameless" }],
  "nav": [
    { "label": "Rally" },
    "rally",
    { "label": "Gala", "href": "/gala" },
    { "label": "Rallying", "href": "/rallying" }
  ]
}`),
      findings: [
        'manifest.json:4:14 A scope is an object: { "name": "…", "description": "…" }.',
        'manifest.json:4:31 The scope has no name.',
        'manifest.json:6:5 The navigation entry has no href.',
        'manifest.json:7:5 The navigation entry has no label and no href.',
        'manifest.json:8:32 The link "/gala" leads out of the extension, which is served under /rally.',
        'manifest.json:9:36 The link "/rallying" leads out of the extension, which is served under /rally.',
      ],
    },
    {
      name: 'lists that are none',
      files: manifest('{ "name": "rally", "version": "1.0.0", "scopes": {}, "nav": "x" }'),
      findings: [
        'manifest.json:1:50 scopes is not a list.',
        'manifest.json:1:61 nav is not a list.',
      ],
    },
    {
      name: 'no port for a service that is there',
      files: {
        ...manifest('{ "name": "rally", "version": "1.0.0", "web": {} }'),
        'compose.prod.yml': 'services:\n  api_rally: { image: a }\n  web_rally: { image: b }\n',
      },
      findings: [
        'manifest.json:1:1 The extension has an API, but the manifest no api.port.',
        'manifest.json:1:47 The extension has a web client, but the manifest no web.port.',
      ],
    },
  ],
});
