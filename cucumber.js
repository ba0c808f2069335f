// Plain `npx cucumber-js`, which takes its own options; `npx ctspec run` does the same on bundled sources.
module.exports = {
  default: {
    requireModule: ['ts-node/register'],
    require: ['steps/index.ts'],
  },
};
