// The unit tests' files run side by side: most of their time goes to git, which they wait for.
const { availableParallelism } = require('node:os');

module.exports = {
  timeout: 120_000,
  parallel: true,
  jobs: Math.max(2, availableParallelism()),
  spec: ['test/unit/**/*.test.ts'],
};
