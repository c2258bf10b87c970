/** Asks again and again until the answer is one; says what was awaited when none came. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  // Less than a test has: its own sentence is told, and what it started is put away.
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Waited in vain for ${what}.`);
}
