/** The environment in which programs are run. */

/** Where the programs of administrators are, `nft` among them: an ordinary user's PATH may lack these folders (Debian's does). */
const FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

export const ENVIRONMENT: NodeJS.ProcessEnv = {
  ...process.env,
  PATH: [...new Set([...(process.env.PATH ?? '/usr/bin:/bin').split(':'), ...FOLDERS])].join(':'),
};
