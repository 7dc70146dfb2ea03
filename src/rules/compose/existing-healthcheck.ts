import type { Tool } from '../../extension/model.js';
import { asText, get, isRecord } from '../../extension/records.js';

/** `disable: true` and a test of NONE are a person's decision. */
export function isDisabled(healthcheck: unknown): boolean {
  if (!isRecord(healthcheck)) return false;
  const test = get(healthcheck, 'test');
  const first: unknown = Array.isArray(test) ? test[0] : test;
  return get(healthcheck, 'disable') === true || first === 'NONE';
}

export function hasTest(healthcheck: unknown): boolean {
  return isRecord(healthcheck) && (get(healthcheck, 'test') ?? null) !== null;
}

/** Timings without which Docker's own apply: a timeout of 30 s, no time to start. */
export function missingTimings(healthcheck: unknown, timings: readonly string[]): string[] {
  if (!isRecord(healthcheck)) return [];
  return timings.filter((key) => (get(healthcheck, key) ?? null) === null);
}

/** How long a service may fail before Docker calls it unhealthy: 0 where the file does not tell. */
export function secondsOfRetries(healthcheck: unknown): number {
  if (!isRecord(healthcheck)) return 0;
  const [, minutes = '0', seconds = '0'] =
    /^(?:(\d+)m)?(?:(\d+)s)?$/.exec(asText(get(healthcheck, 'interval')) ?? '') ?? [];
  const retries = Number(get(healthcheck, 'retries'));
  return Number.isFinite(retries) ? (Number(minutes) * 60 + Number(seconds)) * retries : 0;
}

/** The HTTP client that a test runs, by its first word or as a command of its shell script. */
export function probeProgram(healthcheck: unknown): Tool | undefined {
  const test = isRecord(healthcheck) ? get(healthcheck, 'test') : undefined;
  const words = Array.isArray(test) ? test.map((word) => asText(word) ?? '') : undefined;
  const script = words?.[0] === 'CMD' ? (words[1] ?? '') : (words?.slice(1).join(' ') ?? test);
  const command = /(?:^|[;&|(]\s*|\b(?:if|then|exec)\s+)(?:\/\S*\/)?(curl|wget)(?=\s|$)/;
  const found = typeof script === 'string' ? command.exec(script)?.[1] : undefined;
  return found === 'curl' || found === 'wget' ? found : undefined;
}

/** The address that a test asks, if one is written in it. */
export function probeUrl(healthcheck: unknown): URL | undefined {
  const test = isRecord(healthcheck) ? get(healthcheck, 'test') : undefined;
  const text = Array.isArray(test) ? test.join(' ') : asText(test);
  const url = /https?:\/\/[\w.:[\]-]+(\/[\w./-]*)?/.exec(text ?? '')?.[0];
  return url !== undefined && URL.canParse(url) ? new URL(url) : undefined;
}
