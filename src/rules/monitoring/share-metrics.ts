import type { FileEdit } from '../../edit/edit.js';
import { bindingsOf } from '../../edit/python/bindings.js';
import { pythonSource } from '../../extension/environment/python-source.js';
import { readInstructions } from '../../extension/dockerfile/instructions.js';
import type { ApiApp, Extension } from '../../extension/model.js';
import { gunicornConfigurations, MULTIPROC, workersApart } from './workers.js';

const DIRECTORY = '/tmp/prometheus';
const CHILD_EXIT = `def child_exit(server, worker):
    """Forget what a worker that has gone said of itself (prometheus-client)."""
    import os

    from prometheus_client import multiprocess

    if os.environ.get("${MULTIPROC}"):
        multiprocess.mark_process_dead(worker.pid)
`;

/**
 * What makes the metrics of several workers one: a directory, set in the image, and gunicorn's word
 * when a worker goes (prometheus-client, "Multiprocess Mode (E.g. Gunicorn)").
 */
export function shareMetrics(extension: Extension, app: ApiApp): FileEdit[] {
  const images = workersApart(extension, app).flatMap(({ dockerfile }) =>
    dockerfile === undefined
      ? []
      : [{ path: dockerfile.path, stage: dockerfile.stages.indexOf(dockerfile.final) }],
  );
  const unique = new Map(images.map((image) => [`${image.path} ${image.stage}`, image]));
  return [
    ...[...unique.values()].map(({ path, stage }) => setDirectory(extension, path, stage)),
    ...gunicornConfigurations(extension, app).flatMap((path) => forgetWorkers(extension, path)),
  ];
}

/** Behind the last ENV of the stage that is deployed, else in front of what it starts. */
function setDirectory(extension: Extension, file: string, stage: number): FileEdit {
  const all = readInstructions(extension.files.get(file)?.text ?? '');
  const starts = all.flatMap(({ keyword }, index) => (keyword === 'FROM' ? [index] : []));
  const own = all.slice(starts[stage], starts[stage + 1]);
  const hasEnv = own.some(({ keyword }) => keyword === 'ENV');
  const instructions = [`ENV ${MULTIPROC}=${DIRECTORY}`];
  return {
    kind: 'dockerfile',
    file,
    operations: [
      hasEnv
        ? { op: 'insert', stage, where: 'after', keywords: ['ENV'], instructions }
        : { op: 'insert', stage, where: 'before', keywords: ['CMD', 'ENTRYPOINT'], instructions },
    ],
  };
}

/** Below the last setting; a `child_exit` of their own stays as it is. */
function forgetWorkers(extension: Extension, path: string): FileEdit[] {
  const file = extension.files.get(path);
  if (file === undefined) return [];
  const { statements, text } = pythonSource(file);
  const names = statements.flatMap((statement) => bindingsOf(statement, text));
  const setting = names.findLast(({ kind }) => kind === 'assigned');
  if (setting === undefined || names.some(({ name }) => name === 'child_exit')) return [];
  return [
    {
      kind: 'python',
      file: path,
      operations: [
        { op: 'insert-block', after: setting.name, code: CHILD_EXIT, defines: 'child_exit' },
      ],
    },
  ];
}
