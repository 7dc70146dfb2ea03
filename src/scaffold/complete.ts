import { assetNames } from './assets.js';
import { titleOf, whyNoName } from './name.js';
import { ownerOf } from './place.js';
import { freePorts, whyNoPort } from './ports.js';
import type { Scaffold } from './scaffold.js';

/** The organisation that the Platform belongs to. */
const PLATFORM_OWNER = 'nei-aauav';
const MAX_TITLE = 60;
const MAX_DESCRIPTION = 160;

/** What was given for a new extension; all but the name has a default. */
export type Wishes = Pick<Scaffold, 'name'> & Partial<Scaffold>;

/** The whole of it, for an extension in `directory`. */
export function complete(wishes: Wishes, directory: string): Scaffold {
  const title = wishes.title ?? titleOf(wishes.name);
  return {
    title,
    description: `${title}, an extension of the NEI Platform.`,
    ...freePorts(directory),
    database: 'postgres',
    scopes: [`manager-${wishes.name}`],
    owner: ownerOf(directory) ?? PLATFORM_OWNER,
    assets: assetNames,
    ...wishes,
  };
}

/** The first thing that is wrong with a wish, as `field: reason`; undefined where all can be made. */
export function whyNot(scaffold: Scaffold): string | undefined {
  const { name, title, description, apiPort, webPort, scopes } = scaffold;
  const reasons: Readonly<Record<string, string | undefined>> = {
    [`the name "${name}"`]: whyNoName(name),
    'the title': whyNoText(title, MAX_TITLE),
    'the description': whyNoText(description, MAX_DESCRIPTION),
    [`the API's port ${apiPort}`]: whyNoPort(apiPort),
    [`the web client's port ${webPort}`]:
      apiPort === webPort ? "it is the API's already" : whyNoPort(webPort),
    'the scopes': whyNoScopes(scopes),
  };
  const [first] = Object.entries(reasons).filter(([, reason]) => reason !== undefined);
  return first?.join(': ');
}

/** Why a text cannot stand in one line of a page, a manifest and a README. */
export function whyNoText(text: string, longest = MAX_TITLE): string | undefined {
  if (text.trim() === '') return 'a text is wanted';
  if (text !== text.trim()) return 'it begins or ends with a space';
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text)) return 'it has characters that cannot be seen';
  return text.length > longest ? `it is longer than ${longest} characters` : undefined;
}

/** Why a list cannot be the scopes of an extension. */
export function whyNoScopes(scopes: readonly string[]): string | undefined {
  if (scopes.length === 0) return 'at least one is wanted, for who manages the extension';
  const odd = scopes.find((scope) => !/^[a-z][a-z0-9]*([-_:.][a-z0-9]+)*$/.test(scope));
  if (odd !== undefined) return `"${odd}" is none: small letters, digits and hyphens between them`;
  // The Platform's own would be given to whoever has them there already.
  const own = scopes.find((scope) => /^(admin|default)$/.test(scope));
  if (own !== undefined) return `"${own}" is the Platform's own`;
  return new Set(scopes).size < scopes.length ? 'one is named twice' : undefined;
}
