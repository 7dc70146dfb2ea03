import { parse } from 'smol-toml';
import type { SourceFile } from './model.js';
import { get, isRecord } from './records.js';

/** What a pyproject.toml says the application needs. */
export interface PythonProject {
  /** Where its dependencies are listed: Poetry's own table, or [project] (PEP 621). */
  readonly style: 'poetry' | 'standard' | undefined;
  /** The normalised names, without those for development only. */
  readonly dependencies: ReadonlySet<string>;
}

/** Reads a pyproject.toml; undefined where it is not valid TOML. */
export function readPythonProject({ text }: SourceFile): PythonProject | undefined {
  let data: unknown;
  try {
    data = parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
  const poetry = at(data, 'tool', 'poetry', 'dependencies');
  const standard = at(data, 'project', 'dependencies');
  const names = [
    ...(isRecord(poetry) ? Object.keys(poetry) : []),
    ...(Array.isArray(standard) ? standard : []).flatMap((item: unknown) =>
      typeof item === 'string' ? (/^\s*([\w.-]+)/.exec(item)?.[1] ?? []) : [],
    ),
  ];
  return {
    style: Array.isArray(standard) ? 'standard' : isRecord(poetry) ? 'poetry' : undefined,
    dependencies: new Set(names.map((name) => name.toLowerCase().replaceAll(/[-_.]+/g, '-'))),
  };
}

function at(data: unknown, ...route: string[]): unknown {
  return route.reduce<unknown>(
    (value, key) => (isRecord(value) ? get(value, key) : undefined),
    data,
  );
}
