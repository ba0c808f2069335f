/**
 * Chooses the system that a kernel worker works with: a guest of the lab where it was given a version, otherwise this
 * machine. It is imported before all that asks for a system.
 */
import { useSystem } from './system';

const [, , version] = process.argv;

if (version) {
  const { openGuest } = require('../lab/open') as typeof import('../lab/open');
  useSystem(openGuest(version));
}
