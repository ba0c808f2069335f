/** package-lock.json lists the optional packages of every platform: without them `npm ci` refuses to install. */
import fs from 'node:fs';

const { packages } = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'));
for (const [at, { optionalDependencies = {} }] of Object.entries(packages)) {
  for (const name of Object.keys(optionalDependencies)) {
    if (packages[`node_modules/${name}`] || packages[`${at}/node_modules/${name}`]) continue;
    console.log(`package-lock.json: ${at} asks for ${name}, which has no entry`);
    process.exitCode = 1;
  }
}
