/** docs/incidents.md leads to every incident there is, and to none that there is not. */
import fs from 'node:fs';

const page = fs.readFileSync('docs/incidents.md', 'utf8');
const folders = fs.readdirSync('features/incidents');
const linked = new Set([...page.matchAll(/features\/incidents\/([\w-]+)\)/g)].map(match => match[1]));
const scenarios = new Set(
  folders
    .flatMap(folder =>
      fs.readdirSync(`features/incidents/${folder}`).map(file => `features/incidents/${folder}/${file}`),
    )
    .flatMap(file => [...fs.readFileSync(file, 'utf8').matchAll(/@id:([\w-]+)/g)].map(match => match[1])),
);
const named = [...page.matchAll(/`(incident-[\w-]+)`/g)].map(match => match[1]);

const faults = [
  ...folders.filter(folder => !linked.has(folder)).map(folder => `no line leads to features/incidents/${folder}`),
  ...[...linked].filter(folder => !folders.includes(folder)).map(folder => `there is no features/incidents/${folder}`),
  ...named.filter(id => !scenarios.has(id)).map(id => `there is no scenario ${id}`),
];
for (const fault of faults) console.log(`docs/incidents.md: ${fault}`);
if (faults.length > 0 || folders.length === 0) process.exitCode = 1;
