import { isatty } from 'node:tty';
import Generator from 'yeoman-generator';
import type { Console } from '../../src/command/console.js';
import { exit } from '../../src/command/exit.js';
import { Interrupted } from '../../src/command/interrupted.js';
import { terminal } from '../../src/command/terminal.js';
import { BadInput } from '../../src/extension/bad-input.js';
import { visible } from '../../src/report/visible.js';
import { UsageError } from '../../src/usage-error.js';

/** Base of our generators: the same engine as the command line, the same one-line errors. */
export abstract class CommandGenerator extends Generator {
  /** True where a person sits at the terminal and prompts make sense. */
  protected readonly interactive = isatty(0) && isatty(1);
  protected readonly console: Console = terminal(undefined);

  constructor(...[args, options, features]: ConstructorParameters<typeof Generator>) {
    // No package.json is touched, so Yeoman has nothing to install and nothing to say about it.
    super(args, options, { ...features, customInstallTask: true });
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
    const code = await this.attempt(work);
    // At once: Yeoman would go on to write .yo-rc.json, report the error as its own and exit 1.
    if (code === exit.interrupted) process.exit(code);
    if (code !== exit.fine) process.exitCode = code;
  }

  private async attempt(work: () => number | Promise<number>): Promise<number> {
    try {
      return await work();
    } catch (error) {
      if (isInterrupt(error)) {
        const { message } = error instanceof Interrupted ? error : new Interrupted();
        this.console.err(`rally-ext: ${message}\n`);
        return exit.interrupted;
      }
      if (!(error instanceof BadInput || error instanceof UsageError)) throw error;
      this.console.err(`rally-ext: ${visible(error.message)}\n`);
      return exit.bad;
    }
  }
}

/** Ctrl-C at a prompt, ours or one of the prompt library, which rejects with an error of this name. */
function isInterrupt(error: unknown): boolean {
  return (
    error instanceof Interrupted || (error instanceof Error && error.name === 'ExitPromptError')
  );
}
