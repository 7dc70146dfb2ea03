import { posix } from 'node:path';
import type { Extension } from '../../extension/model.js';
import { get, isRecord } from '../../extension/records.js';
import type { HardenedService } from './hardened-services.js';

/** Libraries that take more memory than a usual API has, as soon as they are loaded. */
const LARGE =
  /(?:^|["'\s])(torch|tensorflow|jax|keras|transformers|sentence-transformers|diffusers|vllm|llama-cpp-python|openai-whisper|faster-whisper|onnxruntime(?:-gpu)?|ultralytics|easyocr|paddlepaddle)(?=[\s"'<>=!~;[,]|$)/im;

/**
 * Why nobody but its people can say what a service needs: it computes on a GPU, or loads a library that
 * holds models in memory. A clause; undefined for a usual service.
 */
export function largeNeed(extension: Extension, target: HardenedService): string | undefined {
  const { definition, service } = target;
  if (usesGpu(target)) return 'it computes on a GPU';
  const context = service.build?.context;
  if (context === undefined || get(definition, 'build') === undefined) return undefined;
  const depth = (path: string): number => path.split('/').length;
  // The project's own list, and not that of a copy of something below it.
  const files = [...extension.files.values()].sort((a, b) => depth(a.path) - depth(b.path));
  for (const { path, text } of files) {
    if (!/^(pyproject\.toml|requirements[\w.-]*\.txt)$/.test(posix.basename(path))) continue;
    if (context !== '.' && !path.startsWith(`${context}/`)) continue;
    const [, library] = LARGE.exec(text.replaceAll(/^\s*#.*$/gm, '')) ?? [];
    if (library !== undefined && service.role !== 'web') return `it loads ${library} (${path})`;
  }
  return undefined;
}

function usesGpu({ definition }: HardenedService): boolean {
  let node: unknown = definition;
  for (const key of ['deploy', 'resources', 'reservations', 'devices']) {
    node = isRecord(node) ? get(node, key) : undefined;
  }
  const runtime = get(definition, 'runtime');
  return (
    (node ?? get(definition, 'gpus') ?? null) !== null || runtime === 'nvidia' || runtime === 'amd'
  );
}
