const PLAIN: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'it would be larger than a file may be here',
  ENOENT: 'it or its directory does not exist',
  ENOTDIR: 'a part of its path is not a directory',
  EISDIR: 'it is a directory',
  EEXIST: 'it exists already',
  ELOOP: 'it is a symbolic link',
  ENAMETOOLONG: 'its name is too long',
  EBUSY: 'it is in use',
  EIO: 'the disk reports an error',
  ENXIO: 'nobody reads from it',
  EPIPE: 'its reader has gone',
};

/** A failed file operation in plain words, for the end of a sentence; the code where it is a rare one. */
export function explainFailure(error: unknown): string {
  const code = codeOf(error);
  if (code !== undefined) return PLAIN[code] ?? code;
  return error instanceof Error ? error.message : String(error);
}

/** The system's name for what failed, such as ENOSPC; undefined for errors that are not its. */
export function codeOf(error: unknown): string | undefined {
  const isObject = typeof error === 'object' && error !== null;
  return isObject && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
