import { positionAt, type Position } from '../../edit/refusal.js';

/** A port that nginx listens on, and where it says so. */
export interface Listen {
  readonly port: number;
  readonly file: string;
  readonly position: Position;
}

/**
 * The `listen` directives of a configuration (ngx_http_core_module); undefined where a variable decides
 * one, or where it includes files that nobody knows. Sockets have no port.
 */
export function listenDirectives(file: {
  readonly path: string;
  readonly text: string;
}): readonly Listen[] | undefined {
  const text = file.text.replaceAll(/#[^\n]*/g, (comment) => ' '.repeat(comment.length));
  const directive = /(?<=^|[\s;{}])(listen|include)\s+([^;{}]+);/g;
  const listens: Listen[] = [];
  for (const { index, 1: name, 2: value = '' } of text.matchAll(directive)) {
    const [address = ''] = value.trim().split(/\s+/);
    if (name === 'include') {
      if (!/mime\.types|conf\.d|_params$/.test(address)) return undefined;
    } else if (address.includes('$')) {
      return undefined;
    } else {
      const port = /^(?:.*:)?(\d{1,5})$/.exec(address)?.[1];
      const isAddressOnly = port === undefined && !address.startsWith('unix:');
      if (port === undefined && !isAddressOnly) continue;
      // An address without a port means 80.
      const number = port === undefined ? 80 : Number(port);
      listens.push({ port: number, file: file.path, position: positionAt(file.text, index) });
    }
  }
  return listens;
}
