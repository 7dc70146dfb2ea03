import type { Position } from '../../edit/refusal.js';
import type { FileProblem } from '../problem.js';
import type { Data } from '../records.js';

/** A GitHub workflow; parsed when anything but `path` is first asked for. */
export interface Workflow {
  readonly path: string;
  /** The parsed file, aliases resolved; empty where `problem` is set. */
  readonly data: Data;
  readonly problem?: FileProblem | undefined;
  /** The events under `on`, each with its filters (empty where there are none). */
  readonly triggers: ReadonlyMap<string, Data>;
  readonly jobs: readonly WorkflowJob[];
  /** Where the key or item at a route stands (the nearest existing ancestor's place). */
  locate(route: readonly (string | number)[]): Position;
}

export interface WorkflowJob {
  readonly id: string;
  readonly definition: Data;
  readonly position: Position;
  /** The ids of the jobs it waits for. */
  readonly needs: readonly string[];
  /** The reusable workflow it calls, if it has no steps of its own. */
  readonly uses: ActionReference | undefined;
  readonly steps: readonly WorkflowStep[];
}

export interface WorkflowStep {
  /** Its place in the job's `steps`. */
  readonly index: number;
  readonly definition: Data;
  readonly position: Position;
  readonly uses: ActionReference | undefined;
  /** The shell script it runs. */
  readonly run: string | undefined;
  /** The inputs of the action it uses. */
  readonly with: Data;
}

/** A composite action in the repository itself (`.github/actions/<name>/action.yml`). */
export interface LocalAction {
  readonly path: string;
  readonly steps: readonly WorkflowStep[];
}

/** `.github/dependabot.yml` (GitHub, "Dependabot options reference"). */
export interface Dependabot {
  readonly path: string;
  readonly problem?: FileProblem | undefined;
  /** The entries of `updates`; what is not a map is left out. */
  readonly updates: readonly Data[];
  /** Where the key or item at a route stands (the nearest existing ancestor's place). */
  locate(route: readonly (string | number)[]): Position;
}

/** The value of `uses` (GitHub, "Workflow syntax": `jobs.<job_id>.steps[*].uses`). */
export interface ActionReference {
  /** As written. */
  readonly text: string;
  /** `owner/name` or `owner/name/path`, lower-cased; undefined for `./…` and `docker://…`. */
  readonly action: string | undefined;
  /** What follows the `@`. */
  readonly ref: string | undefined;
  /** The comment behind it on its line, without `#`. */
  readonly comment: string | undefined;
  readonly position: Position;
}
