// The tools that are compared, each as text → text. Run as `node tools.mjs TOOL EDITOR JOB`: one
// whole process does all edits of a job file with one tool; with REPORT it prints what came out.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { dump, load } from 'js-yaml';
import { parseDocument } from 'yaml';
import { yamlPatch } from 'yaml-diff-patch';

const [, , tool, editor, job] = process.argv;

const TOOLS = {
  /** The floor: what `yaml` takes to read the text and print it again, with no edit at all. */
  'parse-and-print': (text) => String(parseDocument(text)),
  'this-editor': await editYaml(),
  'yaml-document': (text, targets) => {
    const document = parseDocument(text);
    for (const [route, value] of targets) {
      if (!document.hasIn(route)) document.setIn(route, document.createNode(value));
    }
    return String(document);
  },
  'yaml-diff-patch': (text, targets) => {
    const document = parseDocument(text);
    const missing = targets.filter(([route]) => !document.hasIn(route));
    const pointer = (route) =>
      route.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
    return yamlPatch(
      text,
      missing.map(([route, value]) => ({ op: 'add', path: pointer(route), value })),
    );
  },
  'js-yaml': (text, targets) => {
    const value = load(text);
    for (const [route, added] of targets) {
      const parent = route.slice(0, -1).reduce((node, step) => node[step], value);
      parent[route.at(-1)] ??= added;
    }
    return dump(value, { lineWidth: -1 });
  },
  nothing: (text) => text,
};

/** The operations of all targets; what is there in part is completed, so is told by the editor. */
async function editYaml() {
  const { editYaml: edit } = await import(pathToFileURL(editor));
  return (text, targets) =>
    edit(
      text,
      targets.map(([route, value]) => ({ op: 'ensure', route, value })),
    ).text;
}

const results = JSON.parse(readFileSync(job, 'utf8')).map(({ text, targets }) => {
  try {
    return TOOLS[tool](text, targets);
  } catch (error) {
    return { refused: `${error.position?.line}:${error.position?.column} ${error.message}` };
  }
});
if (process.env.REPORT) console.log(JSON.stringify(results));
