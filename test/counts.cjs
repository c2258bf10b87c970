// mocha's dots, and the counts in the file that BATON_COUNTS names, where `npm test` looks for them.
const { writeFileSync } = require('node:fs');
const mocha = require('mocha');

const { Dot } = (mocha.default ?? mocha).reporters;

module.exports = class Counts extends Dot {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes: passed, failures: failed } = runner.stats;
      if (process.env.BATON_COUNTS)
        writeFileSync(process.env.BATON_COUNTS, JSON.stringify({ passed, failed }));
    });
  }
};
