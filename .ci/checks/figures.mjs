/** The figures of a report that the README quotes are those of docs/conformance.md, which is a report's own text. */
import fs from 'node:fs';

const REPORT = 'docs/conformance.md';
const report = fs.readFileSync(REPORT, 'utf8');
const readme = fs.readFileSync('README.md', 'utf8');

const found = pattern => {
  const match = pattern.exec(report);
  if (!match) throw new Error(`${REPORT}: there is no ${pattern}`);
  return match.slice(1);
};
const [day] = found(/ wrote on (.+?) as /);
const [requirements] = found(/^## .* ctspec: (\d+) requirements/m);
const [simulator, kernel] = found(/^\| all +\| (.+?) +\| (.+?) +\|$/m);
const [packets, tcp, tcpAll, sctp, sctpAll, reasons] = found(
  /(\d+) packets observed; transitions reached: TCP (\d+) of (\d+), SCTP (\d+) of (\d+); (\d+) reasons/,
);
const count = (cell, outcome) => new RegExp(`(\\d+) ${outcome}`).exec(cell)?.[1] ?? '0';

const quoted = [
  `the ${requirements} requirements there were on ${day}`,
  ...['passed', 'not observable', 'failed'].map(
    outcome => `| ${outcome} | ${count(simulator, outcome)} | ${count(kernel, outcome)} |`,
  ),
  `${packets} packets were observed`,
  `TCP: ${tcp} of ${tcpAll}, SCTP: ${sctp} of ${sctpAll}`,
  `${reasons} reasons for INVALID`,
];
for (const text of quoted.filter(each => !readme.replaceAll(/\s+/g, ' ').includes(each))) {
  console.log(`README.md does not say "${text}", as ${REPORT} does`);
  process.exitCode = 1;
}
