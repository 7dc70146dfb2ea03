/** Ctrl-C at a question: everything stops, by default before anything was written. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor(message = 'stopped, nothing was written') {
    super(message);
  }
}
