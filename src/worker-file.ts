/** Where the code of a worker is. */
import { dirname, extname, join } from 'node:path';

export interface WorkerFile {
  filename: string;
  /** Options of Node.js that it needs. */
  execArgv: string[];
}

/** From the sources a worker runs by ts-node; the package has it bundled, beside the file that this one is bundled into. */
export function workerFile(source: string, bundle: string): WorkerFile {
  if (extname(__filename) !== '.ts') return { filename: join(dirname(__filename), bundle), execArgv: [] };
  return { filename: source, execArgv: ['--require', require.resolve('ts-node/register')] };
}
