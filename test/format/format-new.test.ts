import { inspect } from '../../src/extension/inspect.js';
import { formatNew } from '../../src/format/format-new.js';
import { removeTrees, writeTree } from '../tree.js';

const MANIFEST = '{ "name": "quiz", "version": "1.0.0" }\n';
const TEXT = `on:\n  push:\n    tags: ['v*']\njobs:\n  a:\n    steps:\n      - run: "make"\n`;

async function formatted(files: Record<string, string>, path = '.github/workflows/x.yml') {
  const extension = inspect(writeTree({ 'manifest.json': MANIFEST, ...files }));
  return formatNew(extension, path, TEXT);
}

afterAll(removeTrees);

describe('a new file', () => {
  const single = TEXT.replace('"make"', "'make'");
  const double = TEXT.replace("'v*'", '"v*"');

  test('is written with single quotes where nothing says otherwise', async () => {
    expect(await formatted({})).toBe(single);
  });

  test('takes the quotes that most of the other YAML has', async () => {
    const compose = `services:\n  api_quiz:\n    image: "a"\n    command: "it's"\n`;
    expect(await formatted({ 'compose.prod.yml': compose })).toBe(double);
  });

  test('follows the prettier configuration and the .editorconfig', async () => {
    const four = 'on:\n    push:\n        tags: ["v*"]\n';
    expect(await formatted({ '.prettierrc': 'tabWidth: 4\n' })).toContain(four);
    const config = '[*.yml]\nindent_style = space\nindent_size = 4\nend_of_line = crlf\n';
    expect(await formatted({ '.editorconfig': `root = true\n${config}` })).toContain(
      four.replaceAll('"', "'").replaceAll('\n', '\r\n'),
    );
  });

  test('is formatted without running a configuration that is a program', async () => {
    const files = {
      'prettier.config.mjs': 'throw new Error("was run");\n',
      '.editorconfig': 'root = true\n',
    };
    expect(await formatted(files)).toBe(single);
    expect(await formatted({ '.prettierrc': '"./evil.mjs"\n' })).toBe(single);
    const plugin = '{ "plugins": ["./evil.mjs"], "singleQuote": true }\n';
    expect(await formatted({ '.prettierrc.json': plugin })).toBe(single);
  });

  test('of a kind that prettier does not know stays as it is', async () => {
    expect(await formatted({}, '.env.production.example')).toBe(TEXT);
  });
});
