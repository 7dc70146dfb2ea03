import { isatty } from 'node:tty';
import Generator from 'yeoman-generator';
import type { Console } from '../../src/command/console.js';
import { loadEngine, type Engine } from '../../src/start.js';

/** Base of our generators: the same engine as the command line, the same one-line errors. */
export abstract class CommandGenerator extends Generator {
  /** True where a person sits at the terminal and prompts make sense. */
  protected readonly interactive = isatty(0) && isatty(1);
  protected readonly engine: Engine;
  protected readonly console: Console;

  constructor(...[args, options, features]: ConstructorParameters<typeof Generator>) {
    // No package.json is touched, so Yeoman has nothing to install and nothing to say about it.
    super(args, options, { ...features, customInstallTask: true });
    // "rally-ext:harden" runs what `rally-ext harden` runs.
    this.engine = loadEngine(this.options.namespace.replace(/^.*:/, ''));
    this.engine.watchOutput();
    this.console = this.engine.terminal(undefined);
  }

  private get given(): Readonly<Record<string, unknown>> {
    return { ...this.options };
  }

  /** The value of a flag, or undefined where it was not given. */
  protected flag(name: string): string | undefined {
    const value = this.given[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  }

  protected isSet(name: string): boolean {
    return this.given[name] === true;
  }

  /** True where a flag was given, false where it was given as `--no-…`. */
  protected choice(name: string): boolean | undefined {
    const value = this.given[name];
    return typeof value === 'boolean' ? value : undefined;
  }

  /** Runs `work` and turns its outcome, also a failure, into the process's exit code. */
  protected async conclude(work: () => number | Promise<number>): Promise<void> {
    const { attempt, exit } = this.engine;
    const code = await attempt(work, this.console);
    // At once: Yeoman would go on to write .yo-rc.json, report the error as its own and exit 1.
    if (code === exit.interrupted) process.exit(code);
    if (code !== exit.fine) process.exitCode = code;
  }
}
