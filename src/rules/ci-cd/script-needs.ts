import { NOTHING, PUSH_IMAGES, type Rights, type StepNeeds } from './token-uses.js';

/**
 * What a script needs of the workflow's token.
 * @param hasToken the token is in its environment or text; without it, a script can still push with
 *   the credentials that a checkout leaves behind
 */
export function scriptNeeds(script: string, hasToken: boolean): StepNeeds {
  if (hasToken) return withToken(script);
  if (/\bgit\s+(-\S+\s+\S+\s+)*push\b/.test(script)) return { rights: PUSH_COMMITS };
  return PUBLISHER.test(script) ? { unknown: 'a script of it publishes something' } : NOTHING;
}

export const PUSH_COMMITS: Rights = { contents: { level: 'write', why: 'push commits or tags' } };
const RELEASE: Rights = { contents: { level: 'write', why: 'create the release' } };

/** `npm run release`, `make deploy`, `./scripts/publish.sh`: may well commit and push; `--version` does not. */
const PUBLISHER =
  /(^|[\s;&|(])((npm|pnpm|yarn|make|poetry|uv|just|task|npx|nx)\s[^\n;&|]*(?<!--)\b(semantic-release|release|publish|deploy|bump|version)\b|semantic-release\b|[\w./-]*(release|publish|deploy|bump)[\w-]*\.(sh|py|[cm]?[jt]s)\b)/;

/** Commands that do nothing with a token. */
const HARMLESS =
  /^(echo|printf|set|cd|export|[A-Za-z_]+=\S*$|docker\s+(build|buildx|tag|pull|images?|inspect)\b)/;

/** A script that has the token is understood only as a whole. */
function withToken(script: string): StepNeeds {
  const commands = script
    .replaceAll(/\\\r?\n/g, ' ')
    .split(/\r?\n|;|\||&&/)
    .map((command) => command.trim())
    .filter((command) => command !== '' && !command.startsWith('#'));
  let rights: Rights = {};
  for (const command of commands) {
    if (/\$\(|`/.test(command)) return UNKNOWN;
    if (/^docker\s+(login|push)\b/.test(command)) rights = { ...rights, ...PUSH_IMAGES };
    else if (/^gh\s+release\s+(create|upload|edit)\b/.test(command))
      rights = { ...rights, ...RELEASE };
    else if (!HARMLESS.test(command)) return UNKNOWN;
  }
  return { rights };
}

const UNKNOWN: StepNeeds = { unknown: 'a script of it gets the token' };
