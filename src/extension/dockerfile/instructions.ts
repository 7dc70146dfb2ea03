/** A Dockerfile is split into instructions by its editor's parser: what is read is what is edited. */
export { readInstructions } from '../../edit/dockerfile/instructions.js';
export type { Instruction } from '../../edit/dockerfile/instructions.js';
