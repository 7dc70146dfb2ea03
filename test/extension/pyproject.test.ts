import { readPyproject } from '../../src/extension/pyproject.js';

const nothing = { name: undefined, version: undefined };

test('the standard table and that of Poetry are told apart', () => {
  const text = `[project]
name = "api-rally" # ours
dynamic = ["version"]

[tool.poetry]
version = '0.1.0'
`;
  expect(readPyproject(text)).toEqual({
    project: { name: 'api-rally', version: undefined },
    poetry: { name: undefined, version: '0.1.0' },
  });
});

test('what is not TOML, or something else where a table belongs, says nothing', () => {
  for (const text of ['', '[project', 'project = 1\ntool = { poetry = "x" }\n']) {
    expect(readPyproject(text)).toEqual({ project: nothing, poetry: nothing });
  }
});
