import { execFileSync } from 'node:child_process';
import { servicesThePlatformFinds } from '../../../src/rules/platform/service-scan.js';
import { removeTrees, writeTree } from '../../tree.js';

/** The same pipeline with the programs the Platform's script uses. */
const PIPELINE = `
awk '/^services:/{in_services=1; next} /^[a-z_]+:/{in_services=0; next} /^  [a-zA-Z_][a-zA-Z0-9_]*:/{if(in_services) print}' "$1" \\
  | sed 's/^  //; s/:$//' \\
  | grep -v -E "^(web_nei|api_nei|proxy|db_pg|db_mongo|ofelia|volumes|networks)$" \\
  | while read -r service; do
      if grep -A 5 "^  $service:" "$1" | grep -qE "^\\s+(image|build|command|container_name):"; then
        echo "$service"
      fi
    done
`;

const texts: Readonly<Record<string, string>> = {
  plain:
    'services:\n  web_nei:\n    image: x\n  api_rally:\n    image: a\n  web_rally:\n    build: .\n',
  'quoted, hyphenated, anchored, commented and flow keys':
    'services:\n  "api":\n    image: a\n  web-rally:\n    image: b\n  worker: &w\n    image: c\n  task: # t\n    image: d\n  flow: { image: e }\n',
  'a key too far from its name':
    'services:\n  api_rally:\n    environment:\n      A: 1\n      B: 2\n      C: 3\n      D: 4\n    image: a\n',
  'the last line that counts':
    'services:\n  api_rally:\n    environment:\n      A: 1\n      B: 2\n      C: 3\n    image: a\n',
  'CRLF line ends': 'services:\r\n  api_rally:\r\n    image: a\r\n',
  'four spaces': 'services:\n    api_rally:\n        image: a\n',
  'an x- block behind services':
    'services:\n  api_rally:\n    image: a\nx-base:\n  common:\n    image: b\nvolumes:\n  data:\n    driver: local\n',
  'an x- block before services':
    'x-base:\n  common:\n    image: b\nservices:\n  api_rally:\n    image: a\n',
  'nothing at all': '',
};

afterEach(removeTrees);

test.each(Object.entries(texts))('finds what awk, sed and grep find: %s', (_, text) => {
  const root = writeTree({ 'compose.yml': text });
  const found = execFileSync('bash', ['-c', PIPELINE, 'scan', `${root}/compose.yml`], {
    encoding: 'utf8',
  });
  expect(servicesThePlatformFinds(text)).toEqual(found.split('\n').filter(Boolean));
});
