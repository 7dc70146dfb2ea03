import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server on this machine that can be shut: then it takes connections and says nothing. */
export interface Gate {
  readonly port: number;
  shut(): void;
  open(): void;
  close(): void;
}

/** Opens a gate to a port. */
export async function gateTo(port: number): Promise<Gate> {
  const sockets = new Set<Socket>();
  let isShut = false;
  const server: Server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => client.destroy());
    if (isShut) return;
    const inside = connect(port, '127.0.0.1');
    sockets.add(inside);
    inside.on('error', () => client.destroy());
    client.on('close', () => inside.destroy());
    inside.on('close', () => client.destroy());
    client.on('data', (data) => {
      if (!isShut) inside.write(data);
    });
    inside.on('data', (data) => {
      if (!isShut) client.write(data);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const end = (): void => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    shut: () => {
      isShut = true;
    },
    open: () => {
      isShut = false;
      end();
    },
    close: () => {
      end();
      server.close();
    },
  };
}
