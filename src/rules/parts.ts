/** The rules of each generator and command that is limited to a part of the catalogue. */
export const parts = {
  env: ['env-wired', 'env-template', 'env-tracked'],
} as const;
