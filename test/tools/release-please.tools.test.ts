import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { rallyExt } from '../command/rally-ext.js';
import { removeTrees, writeTree } from '../tree.js';
import { releasePlease } from './release-please.js';

interface Configuration {
  readonly packages: Readonly<
    Record<
      string,
      { readonly 'extra-files': { readonly type: string; path: string; jsonpath?: string }[] }
    >
  >;
}

afterAll(removeTrees);

describe("release-please's own code, on what was set up for it", () => {
  const files = {
    'manifest.json': `{
  "name": "rally",
  "version": "1.2.0",
  "scopes": [
    { "name": "manager-rally" }
  ]
}
`,
    'web-rally/package.json': '{\n\t"name": "web-rally",\n\t"version": "0.0.0"\n}\n',
    'api-rally/pyproject.toml': `[tool.poetry]
name = "api-rally"
version = "0.1.0" # raised by hand

[tool.poetry.dependencies]
python = "^3.12"
`,
    'api-rally/app/main.py': `from fastapi import FastAPI

app = FastAPI(version="0.5.0")
`,
    'api-mail/pyproject.toml': '[project]\nname = "Api.Mail"\nversion = "0.3.0"\n',
    'api-mail/uv.lock': `version = 1

[[package]]
name = "anyio"
version = "4.9.0"

[[package]]
name = "api-mail"
version = "0.3.0"
source = { virtual = "." }
`,
  };
  const root = writeTree(files);
  const flags = ['--yes', '--force', '--only', 'workflow-release,health-endpoint'];
  rallyExt(['harden', root, ...flags, '--release-flow', 'release-please']);
  const configuration = JSON.parse(
    readFileSync(join(root, 'release-please-config.json'), 'utf8'),
  ) as Configuration;
  const { schema, update } = releasePlease();

  test('accepts the configuration by its schema', () => {
    const ajv = new Ajv.default({ strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    expect(validate(configuration) || validate.errors).toBe(true);
    // A schema that takes anything would prove nothing.
    expect(validate({ ...configuration, 'extra-files': [{ type: 'toml', path: 'x' }] })).toBe(
      false,
    );
  });

  test('raises every version, and no other', () => {
    const extra = configuration.packages['.']?.['extra-files'] ?? [];
    const after = Object.fromEntries(
      extra.map((file) => [
        file.path,
        update(file, readFileSync(join(root, file.path), 'utf8'), '1.3.0-rc.1'),
      ]),
    );
    const raised = (path: keyof typeof files, old: string): string =>
      files[path].replace(`"${old}"`, '"1.3.0-rc.1"');
    expect(after).toEqual({
      // An object on one line gets several: so it prints JSON.
      'manifest.json': raised('manifest.json', '1.2.0').replace(
        '{ "name": "manager-rally" }',
        '{\n      "name": "manager-rally"\n    }',
      ),
      'web-rally/package.json': raised('web-rally/package.json', '0.0.0'),
      'api-rally/pyproject.toml': raised('api-rally/pyproject.toml', '0.1.0'),
      'api-rally/app/main.py': `${files['api-rally/app/main.py']}

@app.get("/health", include_in_schema=False)
async def health() -> dict[str, str]:
    # x-release-please-start-version
    return {"status": "healthy", "service": "rally", "version": "1.3.0-rc.1"}
    # x-release-please-end
`,
      'api-mail/pyproject.toml': raised('api-mail/pyproject.toml', '0.3.0'),
      'api-mail/uv.lock': raised('api-mail/uv.lock', '0.3.0'),
    });
  });

  test('starts from the version in the manifest', () => {
    const versions = readFileSync(join(root, '.release-please-manifest.json'), 'utf8');
    expect(JSON.parse(versions)).toEqual({ '.': '1.2.0' });
  });
});
