/** The template of the variables of a deployment. */
export const TEMPLATE = '.env.production.example';
/** What a person makes of it, with values, unless the repository's own commands name another file. */
export const FILLED = '.env.production';
