import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { foresee } from '../extension/foresee.js';
import type { Extension } from '../extension/model.js';
import { formatNew } from '../format/format-new.js';
import { planHardening, type Hardening } from '../plan/harden.js';
import type { PlannedFile } from '../plan/plan.js';
import { selectRules } from '../plan/selection.js';
import { catalogue } from '../rules/catalogue.js';
import type { Options } from '../rules/options.js';
import { filesOf } from './files.js';
import type { Scaffold } from './scaffold.js';

export interface ScaffoldPlan {
  /** Everything to be written: the scaffold's files, and what the rules made of them and added. */
  readonly files: readonly PlannedFile[];
  /** Files of the scaffold that are there already, and stay as they are. */
  readonly kept: readonly string[];
  readonly hardening: Hardening;
}

/** Makes a new extension in memory and hardens it there; what `directory` holds already stays. */
export async function planScaffold(
  directory: string,
  scaffold: Scaffold,
  options: Options,
): Promise<ScaffoldPlan> {
  const files = filesOf(scaffold);
  const extension = await formatted(foresee(directory, files), files);
  const rules = selectRules(catalogue, { review: true });
  const hardening = await planHardening(extension, catalogue, rules, options);
  const made = new Map(hardening.plan.files.map((file) => [file.path, file]));
  const kept = [...files.keys()].filter((path) => isThere(extension, path));
  const planned: PlannedFile[] = [];
  for (const [path, text] of files) {
    if (kept.includes(path)) continue;
    const after = made.get(path)?.after ?? text;
    planned.push({ path, before: undefined, after, rules: made.get(path)?.rules ?? [] });
  }
  const added = hardening.plan.files.filter(({ path }) => !files.has(path) || kept.includes(path));
  const all = [...planned, ...added].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files: all, kept, hardening };
}

/** Puts what was rendered into the style of the place; what stays as the template has it is in style. */
async function formatted(extension: Extension, files: Map<string, string>): Promise<Extension> {
  const rendered = [...files].filter(([path]) => !/^(api|web)-/.test(path));
  for (const [path, text] of rendered) files.set(path, await formatNew(extension, path, text));
  const isNew = (path: string): boolean => extension.files.has(path) && !isThere(extension, path);
  return extension.withTexts(new Map([...files].filter(([path]) => isNew(path))));
}

function isThere({ root }: Extension, path: string): boolean {
  return lstatSync(join(root, path), { throwIfNoEntry: false }) !== undefined;
}
