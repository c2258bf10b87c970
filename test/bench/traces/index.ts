import type { Result } from '../result';
import { accuracy } from './accuracy';
import { memory } from './memory';
import { speed } from './speed';

/** How stacks are read beside npm's readers: what is found, how fast, and in how much memory. */
export async function run(): Promise<Result[]> {
  return [...accuracy(), ...speed(), ...(await memory())];
}
