import { kept } from '../kept.js';
import { lazy } from '../lazy.js';
import type { SourceFile } from '../model.js';
import { get, isRecord } from '../records.js';
import { filesByKind } from '../source/kinds.js';
import { parseYaml } from '../yaml/parse.js';
import type { LocalAction } from './model.js';
import { readSteps } from './steps.js';

/** The composite actions of the repository's own, under `.github/actions`. */
export function readLocalActions(files: ReadonlyMap<string, SourceFile>): LocalAction[] {
  return filesByKind(files).actions.map(readLocalAction);
}

const readLocalAction = kept((file: SourceFile): LocalAction => {
  const yaml = lazy(() => parseYaml(file));
  const steps = lazy(() => {
    const runs = get(yaml().data, 'runs');
    return readSteps({ ...yaml(), text: file.text }, ['runs'], isRecord(runs) ? runs : {});
  });
  return {
    path: file.path,
    get steps() {
      return steps();
    },
  };
});
