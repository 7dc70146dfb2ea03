import createClient, { type Middleware } from 'openapi-fetch';
import type { Platform } from '../api/platform';
import type { components, paths } from '../api/schema';

export type Notice = components['schemas']['Notice'];
export type NewNotice = components['schemas']['NewNotice'];

const NOTICES = '/api/sample-ext/v1/notices';
const NOTICE = '/api/sample-ext/v1/notices/{notice_id}';

/** The notices, as the API keeps them. Every method throws where the API does not answer as it should. */
export interface Board {
  list(): Promise<Notice[]>;
  add(notice: NewNotice): Promise<void>;
  remove(id: string): Promise<void>;
}

export function createBoard(origin: string, platform: Platform): Board {
  const client = createClient<paths>({ baseUrl: origin });
  client.use(signing(platform));
  return {
    async list() {
      const { data, response } = await client.GET(NOTICES);
      if (data === undefined) throw failure(response);
      return data;
    },
    async add(body) {
      const { data, response } = await client.POST(NOTICES, { body });
      if (data === undefined) throw failure(response);
    },
    async remove(id) {
      const { response } = await client.DELETE(NOTICE, { params: { path: { notice_id: id } } });
      if (!response.ok) throw failure(response);
    },
  };
}

/** Everybody may read; what changes something is signed with the user's token. */
function signing(platform: Platform): Middleware {
  return {
    async onRequest({ request }) {
      if (request.method === 'GET') return;
      const token = await platform.token();
      if (token !== undefined) request.headers.set('Authorization', `Bearer ${token}`);
    },
    onResponse({ response }) {
      if (response.status === 401) platform.forget();
    },
  };
}

function failure({ status, statusText }: Response): Error {
  if (status === 401) return new Error('Your session has ended: please try again, or sign in.');
  if (status === 403) return new Error('You may not do this.');
  return new Error(`The server answered ${String(status)} ${statusText}`.trim());
}
