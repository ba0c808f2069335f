/** The step definitions, bundled beside the command line. */
import path from 'node:path';

export const STEPS = path.join(__dirname, 'steps.js');
