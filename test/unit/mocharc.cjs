// Nothing of this starts a process or opens a socket, which `npm run lint` holds: all of it takes seconds.
const { availableParallelism } = require('node:os');

module.exports = {
  timeout: 120_000,
  parallel: true,
  jobs: Math.max(2, availableParallelism()),
  spec: ['test/unit/**/*.test.ts'],
};
