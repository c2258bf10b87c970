// Loaded before the program: counts its operations on disk and network, and kills it at the one it is told to, before
// or after that took effect. Nothing of the program can run after that: no handler, no finally.
const fs = require('node:fs/promises');
const { appendFileSync } = require('node:fs');

const at = Number(process.env.KILL_AT ?? 0);
const after = process.env.KILL_MODE === 'after';
const skew = Number(process.env.CLOCK_SKEW ?? 0);
let count = 0;

const die = () => process.kill(process.pid, 'SIGKILL');

const counted = (work) =>
  async function (...args) {
    const number = ++count;
    if (number === at && !after) {
      die();
      return new Promise(() => {});
    }
    const result = await work.apply(this, args);
    if (number === at) {
      die();
      return new Promise(() => {});
    }
    return result;
  };

for (const name of [
  'mkdir',
  'open',
  'readdir',
  'readFile',
  'rename',
  'stat',
  'unlink',
  'appendFile',
  'writeFile',
])
  fs[name] = counted(fs[name]);
let patched = false;
const open = fs.open;
fs.open = async (...args) => {
  const file = await open(...args);
  if (!patched) {
    patched = true;
    const handle = Object.getPrototypeOf(file);
    for (const name of ['write', 'writeFile', 'read', 'stat', 'datasync'])
      handle[name] = counted(handle[name]);
  }
  return file;
};
globalThis.fetch = counted(globalThis.fetch);

const now = Date.now.bind(Date);
Date.now = () => now() + skew;

if (process.env.COUNT_FILE) process.on('exit', () => appendFileSync(process.env.COUNT_FILE, String(count)));
