import type { Extension } from '../../../extension/model.js';
import { apiServices } from './passing.js';
import { stateOf } from './state.js';

/** The variables that a deployment cannot do without. */
export function requiredVariables(extension: Extension): Set<string> {
  const services = apiServices(extension);
  const states = extension.variables.map((variable) => stateOf(variable, services, extension));
  return new Set(states.filter(({ required }) => required).map(({ variable }) => variable.name));
}
