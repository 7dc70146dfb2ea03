import type { DockerfileOperation } from './dockerfile/operation.js';
import type { DotenvOperation } from './dotenv/operation.js';
import type { IgnoreOperation } from './ignore/operation.js';
import type { MarkdownOperation } from './markdown/operation.js';
import type { PythonOperation } from './python/operation.js';
import type { RequirementsOperation } from './requirements/operation.js';
import type { TomlOperation } from './toml/operation.js';
import type { TypescriptOperation } from './typescript/operation.js';
import type { YamlOperation } from './yaml/operation.js';

interface Edit<Kind extends string, Operation> {
  readonly kind: Kind;
  readonly file: string;
  readonly operations: readonly Operation[];
}

/** A symbolic change to one existing file; applied to text, in memory. */
export type TextEdit =
  | Edit<'yaml', YamlOperation>
  | Edit<'python', PythonOperation>
  | Edit<'dotenv', DotenvOperation>
  | Edit<'ignore', IgnoreOperation>
  | Edit<'toml', TomlOperation>
  | Edit<'requirements', RequirementsOperation>
  | Edit<'typescript', TypescriptOperation>
  | Edit<'markdown', MarkdownOperation>
  | Edit<'dockerfile', DockerfileOperation>;

/** A new file. Refused where something else is there already. */
export interface NewFile {
  readonly kind: 'create';
  readonly file: string;
  readonly text: string;
  /** A program: gets the permission to be run. */
  readonly executable?: boolean;
}

export type FileEdit = TextEdit | NewFile;
