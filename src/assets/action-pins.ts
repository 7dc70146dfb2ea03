import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { templates } from './templates.js';

/** An action's release and the commit it was made from. */
export interface ActionPin {
  /** The release's tag. */
  readonly version: string;
  /** The full SHA of the tag's commit. */
  readonly sha: string;
}

let pins: ReadonlyMap<string, ActionPin> | undefined;

/** The pinned release of an action (`owner/name`), from templates/action-pins.json, if it has one. */
export function pinOf(action: string): ActionPin | undefined {
  pins ??= new Map(
    Object.entries(
      JSON.parse(readFileSync(join(templates(), 'action-pins.json'), 'utf8')) as Record<
        string,
        ActionPin
      >,
    ),
  );
  return pins.get(action);
}

/**
 * `uses` of an action as our templates write it: `actions/checkout@<sha> # v7.0.1`.
 * @throws Error for an action that is not in templates/action-pins.json
 */
export function pinned(action: string): string {
  const pin = pinOf(action);
  if (pin === undefined) throw new Error(`${action} is not in templates/action-pins.json`);
  return `${action}@${pin.sha} # ${pin.version}`;
}
