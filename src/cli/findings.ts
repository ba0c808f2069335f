/** Prints what was looked at on this machine, and whether all of it is as it must be. */
import type { Finding } from '../backend/kernel/programs';
import { Exit } from './exit';

/** `what` is what works if all does. Returns the exit status. */
export function tellFindings(findings: Finding[], what: string): Exit {
  const width = Math.max(...findings.map(each => each.what.length));
  for (const { what, ok, detail, remedy } of findings) {
    console.log(`${ok ? 'ok     ' : 'MISSING'}  ${what.padEnd(width)}  ${detail}`);
    if (remedy) console.log(`${''.padEnd(width + 11)}${remedy}`);
  }
  const works = findings.every(({ ok }) => ok);
  console.log(`\n${what} ${works ? 'works' : 'does not work'} here.`);
  return works ? Exit.CONFORMS : Exit.DIFFERS;
}
