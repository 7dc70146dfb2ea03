#!/usr/bin/env node
import { loadEngine } from '../dist/src/start.js';

const args = process.argv.slice(2);
process.exitCode = await loadEngine(args[0] ?? 'help').main(args);
