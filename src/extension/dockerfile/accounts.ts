import { shellCommands } from './words.js';

/** Short flags of useradd and adduser (Debian's and BusyBox's) that take a value. */
const VALUED = /^-[a-zA-Z]*[bcdefgGhkKpRsuZ]$/;
const VALUED_LONG =
  /^--(uid|gid|groups|ingroup|home|home-dir|base-dir|shell|gecos|comment|password|skel|key|expiredate|inactive|firstuid|lastuid|conf)$/;

/** Short flags of either, system users' among them: useradd's `-r`, BusyBox's `-S`. */
const SYSTEM = { useradd: /^-[a-zA-Z]*r[a-zA-Z]*$/, adduser: /^-[a-zA-Z]*S[a-zA-Z]*$/ } as const;

/** A user that a script creates. */
export interface CreatedAccount {
  readonly name: string;
  /** Its number, where the script fixes it. */
  readonly uid: string | undefined;
  /** True where its number is one of those for programs, below 1000. */
  readonly isSystem: boolean;
}

/** The users that a script creates. */
export function createdAccounts(script: string): CreatedAccount[] {
  if (!script.includes('useradd') && !script.includes('adduser')) return [];
  return shellCommands(script).flatMap((words) => {
    const at = words.findIndex((word) => /^(\/usr\/sbin\/)?(useradd|adduser)$/.test(word));
    if (at < 0) return [];
    const system = (words[at] ?? '').endsWith('useradd') ? SYSTEM.useradd : SYSTEM.adduser;
    const names: string[] = [];
    let uid: string | undefined;
    let isSystem = false;
    const rest = words.slice(at + 1);
    for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
      isSystem ||= word === '--system' || system.test(word);
      const joined = /^(?:--uid=|-u)(\d+)$/.exec(word)?.[1];
      if (joined !== undefined) uid = joined;
      else if (VALUED.test(word) || VALUED_LONG.test(word)) {
        const value = rest.shift();
        if (word === '--uid' || /^-[a-zA-Z]*u$/.test(word)) uid = value;
      } else if (!word.startsWith('-')) names.push(word);
    }
    const [name, group] = names;
    // `adduser app www-data` only adds a user to a group.
    return name === undefined || group !== undefined || name.includes('$')
      ? []
      : [{ name, uid, isSystem }];
  });
}
