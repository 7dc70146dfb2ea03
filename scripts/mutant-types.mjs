// The types are a test, too: a mutant that does not compile would never get past `npm run check`.
import { resolve } from 'node:path';
import ts from 'typescript';

/**
 * Says of a mutant (`fileName`, `location` and `replacement` as Stryker has them) whether TypeScript
 * refuses it, by the project's own configuration. `contents` are the texts of the sources by name.
 */
export function typeChecker(contents) {
  const { config } = ts.readConfigFile(resolve('tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, resolve('.'));
  let version = 0;
  let changed = { fileName: undefined, text: '' };
  const textOf = (name) =>
    name === changed.fileName ? changed.text : (contents.get(name) ?? ts.sys.readFile(name));
  const service = ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => true,
    getCompilationSettings: () => options,
    getCurrentDirectory: () => resolve('.'),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getScriptFileNames: () => [...contents.keys()],
    getScriptVersion: (name) => (name === changed.fileName ? String(version) : '0'),
    getScriptSnapshot: (name) => ts.ScriptSnapshot.fromString(textOf(name)),
  });
  return ({ fileName, location: { start, end }, replacement }) => {
    const text = contents.get(fileName);
    const lines = ts.createSourceFile(fileName, text, options.target).getLineStarts();
    const [from, to] = [start, end].map(({ line, column }) => lines[line] + column);
    version += 1;
    changed = { fileName, text: text.slice(0, from) + replacement + text.slice(to) };
    return service.getSemanticDiagnostics(fileName).length > 0;
  };
}
