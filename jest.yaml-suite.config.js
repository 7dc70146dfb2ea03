import base from './jest.config.js';

/** The official YAML test suite, from the folder that YAML_TEST_SUITE names. */
export default {
  ...base,
  testMatch: ['<rootDir>/test/yaml-suite/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 60_000,
};
