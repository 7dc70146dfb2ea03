#!/usr/bin/env node
const { loadEngine } = require('../dist/start.cjs');

const args = process.argv.slice(2);
void loadEngine(args[0] ?? 'help')
  .main(args)
  .then((code) => {
    process.exitCode = code;
  });
