/**
 * Everything that `bin/` and the generators run, bundled whole into dist/engine.cjs, which
 * `start.ts` loads. What is needed at run time comes from here and from nowhere else: an error of
 * another bundle would be no instance of the class of the same name.
 */
export { main } from './cli.js';
export { readAuditFormat, readFormat, readList, readScore } from './command/arguments.js';
export { attempt } from './command/attempt.js';
export { auditCommand } from './command/audit.js';
export { envCheckCommand } from './command/env-check.js';
export { exit } from './command/exit.js';
export { hardenCommand } from './command/harden.js';
export { newCommand } from './command/new.js';
export { readOptions } from './command/options.js';
export { terminal } from './command/terminal.js';
export { watchOutput } from './command/watch-output.js';
export { readWishes } from './command/wishes.js';
export { selectRules } from './plan/selection.js';
export { readAnswers, toOptions } from './questions/answers.js';
export { keepAnswers } from './questions/keep-answers.js';
export { inspectOrCreate } from './questions/manifest.js';
export { askForScaffold } from './questions/new-extension.js';
export { fixQuestion, optionQuestions, withFollowUps } from './questions/questions.js';
export { audit } from './report/audit.js';
export { catalogue } from './rules/catalogue.js';
export { defaultOptions } from './rules/options.js';
export { parts } from './rules/parts.js';
export { nameFromFolder, whyNoName } from './scaffold/name.js';
export { placeOf } from './scaffold/place.js';
export { UsageError } from './usage-error.js';
