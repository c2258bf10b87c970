/** The sample repository's program: `ledger`, which pays refunds and fails on one that it does not know. */

export const pay = `const { Ledger } = require('./lib/ledger');
const ledger = new Ledger();

/** What is paid back for one refund, in cents. */
const refund = async (id) => ledger.read(id);

async function run(id) {
  try {
    const amount = await refund(id);
    console.log(\`\${id}: \${amount} paid back\`);
  } catch (cause) {
    throw new Error(\`refund \${id} failed\`, { cause });
  }
}

run(process.argv[2]);
`;

export const ledgerEager = `class Ledger {
  constructor(rows = require('../data/refunds.json')) {
    this.rows = new Map(rows.map((row) => [row.id, row]));
  }
  async read(id) {
    const row = this.rows.get(id) ?? { amount: 0 };
    return row.amount;
  }
}

module.exports = { Ledger };
`;

export const ledgerLazy = `class Ledger {
  constructor() {
    this.rows = new Map();
  }
  async read(id) {
    const row = this.rows.get(id);
    return row.amount;
  }
  async load() {
    for (const row of require('../data/refunds.json')) this.rows.set(row.id, row);
  }
}

module.exports = { Ledger };
`;

export const refunds = `${JSON.stringify(
  [
    { id: 'r-15', amount: 1200 },
    { id: 'r-16', amount: 350 },
    { id: 'r-17', amount: 99 },
  ],
  null,
  2,
)}\n`;

export const retryOnce = `/** Runs a task; \`limit\` further times when it fails. */
async function retry(task, limit) {
  return task();
}

module.exports = { retry };
`;

export const retryLoop = `const { nextDelay, wait } = require('./backoff');

/** Runs a task; \`limit\` further times when it fails. */
async function retry(task, limit) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await task();
    } catch (error) {
      if (attempt >= limit) throw error;
      await wait(nextDelay(attempt));
    }
  }
}

module.exports = { retry };
`;

export const backoffFixed = `/** Milliseconds to wait before the next try. */
function nextDelay() {
  return 100;
}

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

module.exports = { nextDelay, wait };
`;

export const backoffJitter = backoffFixed.replace(
  `function nextDelay() {
  return 100;
}`,
  `function nextDelay(attempt) {
  // Full jitter: the bank throttles per second, and fixed steps would all meet there.
  return Math.random() * Math.min(1_000, 10 * 2 ** attempt);
}`,
);

/** What is staged and not committed: the clock handed in. */
export const backoffWithClock = backoffJitter
  .replace('function nextDelay(attempt) {', 'function nextDelay(attempt, random = Math.random) {')
  .replace('return Math.random() *', 'return random() *');

export const retryTest = `const assert = require('node:assert');
const { test } = require('node:test');
const { retry } = require('../lib/retry');

test('refund: succeeds at the second try', async () => {
  let calls = 0;
  await retry(async () => {
    if (++calls < 2) throw new Error('409');
  }, 5);
  assert.equal(calls, 2);
});
`;

/** What is neither staged nor committed: the test that still fails (the first call is no retry). */
export const retryTestFailing = `${retryTest}
test('refund: gives up after 5', async () => {
  let calls = 0;
  const task = async () => {
    calls++;
    throw new Error('409');
  };
  await assert.rejects(retry(task, 5));
  assert.equal(calls, 5);
});
`;

export const experiment = `# Does sinon reach the worker?

No: fake timers do not cross the thread. Hand the clock in instead (see \`lib/backoff.js\`).
`;

export function manifest(version: string): string {
  return `${JSON.stringify({ name: 'ledger', version, private: true, scripts: { start: 'node pay.js', test: 'node --test test/' } }, null, 2)}\n`;
}

export const readme = `# ledger

Pays refunds. \`node pay.js r-15\` pays one, \`npm test\` runs the tests.
Four zones work on it: Pune, Lisbon, Berlin and Denver hand over to each other around the clock.
`;

/** What the worker printed on the machine in Berlin: the same failure, from another checkout. */
export function workerLog(day: string): string {
  const root = '/home/berlin-dev/src/ledger';
  return `${day}T08:12:44.102Z worker 3 started
${day}T08:12:44.310Z refund r-15: 1200 paid back
${root}/pay.js:12
    throw new Error(\`refund \${id} failed\`, { cause });
          ^

Error: refund r-17 failed
    at run (${root}/pay.js:12:11) {
  [cause]: TypeError: Cannot read properties of undefined (reading 'amount')
      at Ledger.read (${root}/lib/ledger.js:7:16)
      at refund (${root}/pay.js:5:37)
      at run (${root}/pay.js:9:26)
      at Object.<anonymous> (${root}/pay.js:16:1)
      at Module._compile (node:internal/modules/cjs/loader:1521:14)
      at Module._extensions..js (node:internal/modules/cjs/loader:1623:10)
      at Module.load (node:internal/modules/cjs/loader:1266:32)
      at Module._load (node:internal/modules/cjs/loader:1091:12)
      at Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:164:12)
      at node:internal/main/run_main_module:28:49
}

Node.js v20.20.2
${day}T08:12:44.905Z worker 3 left with status 1
`;
}
