// Compiles templates/**/*.ejs to plain functions, so that rendering them needs no template compiler.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import ejs from 'ejs';
import { Linter } from 'eslint';

/** `String`, `Object` …: what is no name of a template's data. */
const BUILT_IN = /^([A-Z]\w*|undefined)$/;

/** Writes an ES module to `target` that exports a function per path: `(get, escape, include) => text`. */
export function compileTemplates(target) {
  const paths = readdirSync('templates', { recursive: true })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => path.endsWith('.ejs'))
    .sort();
  const entries = paths.map((path) => `${JSON.stringify(path)}: ${compiled(path)},\n`);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, `export default {\n${entries.join('')}};\n`);
}

function compiled(path) {
  const filename = join('templates', path);
  // Only in HTML, <%= %> escapes. EJS writes the text of the function into the result.
  const escape = path.endsWith('.html.ejs') ? ejs.escapeXML : asItIs;
  const options = { filename, escape, client: true, compileDebug: false };
  const names = { _with: false, localsName: 'get', strict: true };
  const code = ejs.compile(readFileSync(filename, 'utf8'), { ...options, ...names }).toString();
  return withData(`(${code})`);
}

function asItIs(value) {
  return String(value);
}

/** A script cannot be strict and have EJS's `with`: each free name is read from the data instead. */
function withData(code) {
  const linter = new Linter();
  const messages = linter.verify(code, { languageOptions: { sourceType: 'script' } });
  if (messages.length > 0) throw new Error(messages[0].message);
  const free = linter
    .getSourceCode()
    .scopeManager.globalScope.through.map(({ identifier }) => identifier)
    .filter(({ name }) => !BUILT_IN.test(name));
  let result = code;
  for (const { name, parent, range } of free.sort((a, b) => b.range[0] - a.range[0])) {
    const read = `get(${JSON.stringify(name)})`;
    const isShort = parent.type === 'Property' && parent.shorthand;
    result = `${result.slice(0, range[0])}${isShort ? `${name}: ${read}` : read}${result.slice(range[1])}`;
  }
  return result.slice(1, -1);
}
