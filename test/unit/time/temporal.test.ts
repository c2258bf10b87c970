import { compareWithTemporal } from './differential';

describe('time, beside Temporal', () => {
  it('finds the same states, changes, overlaps and answers in 10,000 random cases over 50 years', function () {
    this.timeout(60_000);
    compareWithTemporal(20_261_121, 10_000);
  });
});
