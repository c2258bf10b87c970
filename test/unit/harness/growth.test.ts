import assert from 'node:assert/strict';
import { assertLinear } from '../growth';

const pairs = (size: number): number => {
  let sum = 0;
  for (let one = 0; one < size; one++) for (let other = 0; other < size; other++) sum += one ^ other;
  return sum;
};

describe('the check of growth', () => {
  it('finds a square, also where the first round is slow because nothing was compiled yet', () => {
    assert.throws(
      () => assertLinear(pairs, 1_000, 'Pairs'),
      /^AssertionError.*: Pairs grows too fast: .+ ms for 1000/,
    );
  });

  it('takes a line for what it is', () => {
    assertLinear((size) => 'a'.repeat(size).split('').join('-'), 20_000);
  });
});
