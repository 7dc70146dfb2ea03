import type { FileEdit } from '../../edit/edit.js';
import type { ApiApp } from '../../extension/model.js';
import type { OwnModule } from './own-module.js';

/** What a new module is used by: a name of it, and the call with it. */
export interface Use {
  readonly name: string;
  readonly code: string;
  /** Paths of the routes that the call adds. */
  readonly paths: readonly string[];
}

/** The new module, and the two lines of the application's module that bring it in. */
export function addToApp(
  app: ApiApp,
  module: OwnModule,
  text: string,
  { name, code, paths }: Use,
): FileEdit[] {
  return [
    { kind: 'create', file: module.file, text },
    {
      kind: 'python',
      file: app.file,
      operations: [
        {
          op: 'ensure-import',
          module: module.importName,
          siblings: module.siblings,
          name,
          above: app.variable,
        },
        { op: 'insert-block', after: app.variable, code: `${code}\n`, paths },
      ],
    },
  ];
}
