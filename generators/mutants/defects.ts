/** All defects that are seeded: `npm run mutants` finds out which of them a campaign finds. */
import type { Defect } from './defect';
import { DEFECTS_OF_TABLES } from './defects-of-tables';
import { DEFECTS_OF_TRACKERS } from './defects-of-trackers';

export const DEFECTS: readonly Defect[] = [...DEFECTS_OF_TRACKERS, ...DEFECTS_OF_TABLES];
