import type { Selection } from '../plan/selection.js';
import type { Options } from '../rules/options.js';

/** What `harden`, and every command that is a part of it, is asked for. */
export interface HardenRequest {
  readonly directory: string;
  readonly selection: Selection;
  /** The rules that the run is about: what others leave to a person is only counted. All without it. */
  readonly scope?: readonly string[] | undefined;
  readonly options: Options;
  readonly format: 'text' | 'json';
  /** Write without asking. */
  readonly yes: boolean;
  /** Show, write nothing. */
  readonly dryRun: boolean;
  /** Like a dry run, and exit 1 where there is something to change. */
  readonly check: boolean;
  /** Also write to files with uncommitted changes. */
  readonly force: boolean;
  /**
   * Let Alembic make the first migration, which runs the API's code: true without another question,
   * false never; undefined where alembic-baseline is among the fixes, which takes `review`.
   */
  readonly autogenerate?: boolean | undefined;
  /** Called once some file is written. */
  readonly onWritten?: (() => Promise<void>) | undefined;
}
