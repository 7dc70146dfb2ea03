import type { SourceFile } from '../model.js';
import { asText, get, isRecord } from '../records.js';
import { filesByKind } from '../source/kinds.js';
import { parseYaml } from '../yaml/parse.js';
import type { Dependabot } from './model.js';

/** The configuration of Dependabot, where there is one. */
export function readDependabot(files: ReadonlyMap<string, SourceFile>): Dependabot | undefined {
  const [file] = filesByKind(files).dependabot;
  if (file === undefined) return undefined;
  const { data, problem, locate } = parseYaml(file);
  const updates = get(data, 'updates');
  const entries = (Array.isArray(updates) ? updates : []).filter(isRecord);
  return { path: file.path, problem, updates: entries, locate };
}

/** Does an entry keep this kind of dependency (`github-actions`, `docker`) up to date? */
export function updatesEcosystem({ updates }: Dependabot, ecosystem: string): boolean {
  return updates.some((entry) => asText(get(entry, 'package-ecosystem')) === ecosystem);
}
