/** The helpers there are. */
import { FtpHelper } from './ftp';
import type { Helper } from './helper';

export const HELPERS: readonly Helper[] = [new FtpHelper()];
