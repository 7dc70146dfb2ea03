import { kept } from '../kept.js';
import { lazy } from '../lazy.js';
import type { SourceFile } from '../model.js';
import { filesByKind } from '../source/kinds.js';
import { parseYaml } from '../yaml/parse.js';
import { readJobs } from './jobs.js';
import type { Workflow } from './model.js';
import { readTriggers } from './triggers.js';

/** The GitHub workflows; each is parsed when it is first looked into, from the text already read. */
export function readWorkflows(files: ReadonlyMap<string, SourceFile>): Workflow[] {
  return filesByKind(files).workflows.map(readWorkflow);
}

const readWorkflow = kept((file: SourceFile): Workflow => {
  const yaml = lazy(() => parseYaml(file));
  const triggers = lazy(() => readTriggers(yaml().data));
  const jobs = lazy(() => readJobs({ ...yaml(), text: file.text }));
  return {
    path: file.path,
    get data() {
      return yaml().data;
    },
    get problem() {
      return yaml().problem;
    },
    get triggers() {
      return triggers();
    },
    get jobs() {
      return jobs();
    },
    locate: (route) => yaml().locate(route),
  };
});
