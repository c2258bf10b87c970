// The files run side by side: most of their time goes to git, which they wait for. Those that start git a
// thousand times come first: what it costs to start a process grows with the memory of the one that starts it.
const { readdirSync } = require('node:fs');
const { availableParallelism } = require('node:os');
const { join, sep } = require('node:path');

const rooms = ['share', 'git', 'team', 'report', 'sample', 'cli', 'state'];
const rank = (file) => {
  const room = rooms.indexOf(file.split(sep)[0]);
  return room < 0 ? rooms.length : room;
};

module.exports = {
  timeout: 120_000,
  parallel: true,
  jobs: Math.max(2, availableParallelism()),
  spec: readdirSync(__dirname, { recursive: true })
    .filter((file) => file.endsWith('.test.ts'))
    .sort()
    .sort((one, other) => rank(one) - rank(other))
    .map((file) => join(__dirname, file)),
};
