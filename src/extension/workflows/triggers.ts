import { asText, get, isRecord, type Data } from '../records.js';

/** The events of `on: push`, `on: [push]` and `on: { push: … }`, with their filters. */
export function readTriggers(workflow: Data): ReadonlyMap<string, Data> {
  const on = get(workflow, 'on');
  if (isRecord(on)) {
    return new Map(
      Object.entries(on).map(([event, filters]) => [event, isRecord(filters) ? filters : {}]),
    );
  }
  const events = Array.isArray(on) ? on : [on];
  return new Map(events.flatMap((event) => asText(event) ?? []).map((event) => [event, {}]));
}
