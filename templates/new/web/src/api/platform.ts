/** What an access token of the Platform says about its owner. */
export interface User {
  readonly name: string;
  readonly scopes: readonly string[];
}

/**
 * The Platform's session. Its access token lives in memory only and lasts an hour; a cookie that
 * scripts cannot read gets a new one. Without the Platform nobody is signed in.
 */
export class Platform {
  readonly #refreshUrl: string;
  #token: Promise<string | undefined> | undefined;

  constructor(origin: string) {
    this.#refreshUrl = `${origin}/api/nei/v1/auth/refresh`;
  }

  /** The access token; asked for once, for the Platform ends a session that asks twice at a time. */
  token(): Promise<string | undefined> {
    this.#token ??= this.#refresh();
    return this.#token;
  }

  /** Forgets a token that is no longer taken; the next request asks for a new one. */
  forget(): void {
    this.#token = undefined;
  }

  /** Who is signed in, if anybody is. */
  async user(): Promise<User | undefined> {
    const token = await this.token();
    return token === undefined ? undefined : readUser(token);
  }

  async #refresh(): Promise<string | undefined> {
    try {
      const response = await fetch(this.#refreshUrl, { method: 'POST' });
      if (!response.ok) return undefined;
      const { access_token: token } = (await response.json()) as { access_token?: string };
      return token;
    } catch {
      return undefined;
    }
  }
}

/** Reads the middle part of a JSON Web Token; that it is genuine is for the API to check. */
function readUser(token: string): User | undefined {
  try {
    const payload = token.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? '';
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    const { name, scopes } = JSON.parse(new TextDecoder().decode(bytes)) as User;
    return { name, scopes };
  } catch {
    return undefined;
  }
}
