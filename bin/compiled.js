/**
 * Loads a bundle with what V8 has compiled of it before: to compile it anew is a sixth of the time a short command takes.
 *
 * What is compiled lies beside the bundle, under a name that is of this very file and this Node.js. Where there is none,
 * or V8 refuses it, it is made again; where it cannot be written, the next run compiles as well. (From Node.js 22.1 on
 * `module.enableCompileCache` does as much, Node.js 20 has nothing of the kind.)
 */
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const vm = require('node:vm');

/** What `require` returns for that file. */
function load(file) {
  const descriptor = fs.openSync(file);
  const { mtimeMs } = fs.fstatSync(descriptor);
  const source = fs.readFileSync(descriptor, 'utf8');
  fs.closeSync(descriptor);
  const compiled = `${file}.${process.version}.${mtimeMs}.compiled`;
  const script = new vm.Script(Module.wrap(source), {
    filename: file,
    cachedData: readIfThere(compiled),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const bundle = { exports: {} };
  const run = script.runInThisContext();
  run.call(bundle.exports, bundle.exports, Module.createRequire(file), bundle, file, path.dirname(file));
  // Made now, it holds all that is called while the bundle is loaded.
  if (script.cachedDataRejected !== false) keep(compiled, script);
  return bundle.exports;
}

function readIfThere(file) {
  try {
    return fs.readFileSync(file);
  } catch {
    return undefined;
  }
}

/** An installed package may lie where nobody may write. Renamed into place, so that nobody reads half of it. */
function keep(file, script) {
  const partial = `${file}.${process.pid}`;
  try {
    fs.accessSync(path.dirname(file), fs.constants.W_OK);
    fs.writeFileSync(partial, script.createCachedData());
    fs.renameSync(partial, file);
  } catch {
    // The next run compiles as well.
  }
}

module.exports = { load };
