/** One figure of a bench. `target` is what it should be, in words or in the same unit; `holds` is whether it is. */
export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target?: string | number;
  readonly holds?: boolean;
}

/** A figure that should not exceed a limit. */
export function atMost(name: string, value: number, unit: string, limit: number): Result {
  return { name, value, unit, target: `≤ ${limit}`, holds: value <= limit };
}

/** A figure that should reach a limit. */
export function atLeast(name: string, value: number, unit: string, limit: number): Result {
  return { name, value, unit, target: `≥ ${limit}`, holds: value >= limit };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper;
}
