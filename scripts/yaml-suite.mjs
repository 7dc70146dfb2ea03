// The official YAML test suite through every operation: `npm run test:yaml-suite`. It is not part of
// this project: YAML_TEST_SUITE names a checkout of https://github.com/yaml/yaml-test-suite.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env.YAML_TEST_SUITE;
if (folder === undefined || !existsSync(join(folder, 'src'))) {
  console.log('test:yaml-suite: skipped: YAML_TEST_SUITE does not name a checkout of the suite');
} else {
  const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const { status } = spawnSync(
    process.execPath,
    [...jest, 'node_modules/jest/bin/jest.js', '--config', 'jest.yaml-suite.config.js'],
    { stdio: 'inherit' },
  );
  process.exitCode = status ?? 1;
}
