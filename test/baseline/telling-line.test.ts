import { pipsReason, tellingLine } from '../../src/baseline/telling-line.js';

test('a traceback is told by its exception, with the lines that belong to it', () => {
  const output = `INFO  [alembic.runtime.migration] Context impl PostgresqlImpl.
Traceback (most recent call last):
  File "app/config.py", line 9, in <module>
    settings = Settings()
pydantic_core._pydantic_core.ValidationError: 1 validation error for Settings
SECRET_KEY
  Field required [type=missing]
    For further information visit a page
`;
  expect(tellingLine(output)).toBe(
    'pydantic_core._pydantic_core.ValidationError: 1 validation error for Settings SECRET_KEY Field required [type=missing]',
  );
});

test.each([
  ["Traceback:\n  File\nKeyError: 'DATABASE_URL'\n", "KeyError: 'DATABASE_URL'"],
  ['INFO\nFAILED: New upgrade operations detected\n', 'FAILED: New upgrade operations detected'],
  ['  \n', 'it said nothing'],
  ['x'.repeat(300), `${'x'.repeat(240)}…`],
])('%j is told by %j', (output, line) => {
  expect(tellingLine(output)).toBe(line);
});

test('of pip, its last error', () => {
  const output = `Collecting fastapi
ERROR: Could not find a version that satisfies the requirement nothing==99
ERROR: No matching distribution found for nothing==99

[notice] A new release of pip is available
`;
  expect(pipsReason(output)).toBe('ERROR: No matching distribution found for nothing==99');
});

test.each([
  [
    'pip 23',
    `Collecting driver==2
  error: subprocess-exited-with-error

  × Getting requirements to build wheel did not run successfully.
  ╰─> [28 lines of output]
      Exception: Can not find pkg-config.
      [end of output]

error: subprocess-exited-with-error

╰─> See above for output.
`,
    'it cannot build driver: Exception: Can not find pkg-config.',
  ],
  [
    'pip 25',
    `Collecting driver==2
Collecting other
      error: command '/usr/bin/gcc' failed with exit code 1
  ERROR: Failed building wheel for driver
Failed to build driver
error: failed-wheel-build-for-install

× Failed to build installable wheels for some pyproject.toml based projects
╰─> driver
`,
    "it cannot build driver: error: command '/usr/bin/gcc' failed with exit code 1",
  ],
])('a package that cannot be built is named, in the words of %s', (_, output, reason) => {
  expect(pipsReason(output)).toBe(reason);
});
