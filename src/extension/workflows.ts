import type { SourceFile, Workflow } from './model.js';
import { isWorkflow } from './source/scope.js';
import { lazy } from './lazy.js';
import { parseYaml } from './yaml/parse.js';

/** The GitHub workflows; each is parsed when it is first looked into, from the text already read. */
export function readWorkflows(files: ReadonlyMap<string, SourceFile>): Workflow[] {
  return [...files.values()]
    .filter(({ path }) => isWorkflow(path))
    .map((file) => {
      const yaml = lazy(() => parseYaml(file));
      return {
        path: file.path,
        get data() {
          return yaml().data;
        },
        get problem() {
          return yaml().problem;
        },
      };
    });
}
