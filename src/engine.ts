/** What `bin/` runs; bundled whole into dist/engine.cjs, which `start.ts` loads. */
export { main } from './cli.js';
