import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Notice } from '../src/board/board';

/** A server that answers as the API and the Platform do, and what it was asked. */
export interface TestServer {
  readonly origin: string;
  readonly notices: Notice[];
  /** The scopes of who is signed in; undefined for nobody. */
  scopes: readonly string[] | undefined;
  /** How often the Platform was asked for a token. */
  refreshes: number;
  close(): void;
}

const NOTICES = '/api/sample-ext/v1/notices';

export async function startServer(): Promise<TestServer> {
  const http = createServer((request, response) => {
    void answer(request).then(({ status, body }) => {
      // The page under test comes from another origin than the server.
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Access-Control-Allow-Headers', '*');
      response.setHeader('Access-Control-Allow-Methods', '*');
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    });
  });
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const { port } = http.address() as AddressInfo;
  const server: TestServer = {
    origin: `http://127.0.0.1:${String(port)}`,
    notices: [],
    scopes: undefined,
    refreshes: 0,
    close: () => http.close(),
  };

  async function answer(request: IncomingMessage): Promise<{ status: number; body?: unknown }> {
    const { method, url = '', headers } = request;
    if (method === 'OPTIONS') return { status: 204 };
    if (url === '/api/nei/v1/auth/refresh') {
      server.refreshes += 1;
      if (server.scopes === undefined) return { status: 401, body: { detail: 'Not signed in' } };
      return { status: 200, body: { access_token: token(server.scopes) } };
    }
    if (url === NOTICES && method === 'GET') return { status: 200, body: server.notices };
    if (headers.authorization !== `Bearer ${token(server.scopes ?? [])}`) return { status: 401 };
    if (url === NOTICES && method === 'POST') {
      const { title, body } = JSON.parse(await text(request)) as Notice;
      server.notices.unshift(notice({ title, body }));
      return { status: 201, body: server.notices[0] };
    }
    const index = server.notices.findIndex(({ id }) => url === `${NOTICES}/${id}`);
    if (method !== 'DELETE' || index < 0) return { status: 404, body: { detail: 'Not Found' } };
    server.notices.splice(index, 1);
    return { status: 204 };
  }
  return server;
}

export function notice(given: Partial<Notice>): Notice {
  const id = crypto.randomUUID();
  const created_at = '2026-03-01T12:00:00Z';
  return { id, title: 'Dinner', body: '', author: 'Ana Reis', created_at, ...given };
}

/** Looks like a token; only the API looks at the signature. */
function token(scopes: readonly string[]): string {
  const payload = Buffer.from(JSON.stringify({ name: 'Inês', scopes })).toString('base64url');
  return `header.${payload}.signature`;
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
