#!/usr/bin/env node
const { loadEngine } = require('../dist/start.cjs');

const args = process.argv.slice(2);
void loadEngine(args[0] ?? 'help')
  .main(args)
  .then((code) => {
    process.exitCode = code;
    // Where all is written (some systems write to pipes later), Node need not take its memory apart.
    const { stdout, stderr } = process;
    if (stdout.writableLength === 0 && stderr.writableLength === 0) process.exit();
  });
