import { compareWithTemporal } from './differential';

describe('time, beside Temporal', () => {
  it('finds the same states, changes, overlaps and answers in 10,000 random cases over 50 years', () => {
    compareWithTemporal(20_261_121, 10_000);
  });
});
